import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import yamlLanguageServer from 'yaml-language-server';
import { ROOT } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';

/** What editors make of the schema: the YAML language server, as VS Code, Neovim and others use it. */
const SCHEMA: { readonly properties: object } = JSON.parse(
  readFileSync(path.join(ROOT, 'schemas/environment-config.schema.json'), 'utf8'),
);

const quiet = (): void => undefined;
const service = yamlLanguageServer.getLanguageService({
  schemaRequestService: () => Promise.reject(new Error('nothing is loaded')),
  workspaceContext: { resolveRelativePath: (relative, base) => new URL(relative, base).href },
  telemetry: { send: quiet, sendError: quiet, sendTrack: quiet },
  clientCapabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
});
service.configure({
  validate: true,
  completion: true,
  hover: true,
  schemas: [{ uri: 'file:///schema.json', fileMatch: ['environment-config.yaml'], schema: SCHEMA }],
});

let documents = 0;
function documentOf(text: string): TextDocument {
  documents += 1;
  return TextDocument.create(`file:///${documents}/environment-config.yaml`, 'yaml', 1, text);
}

/** At the end of the text. */
async function proposed(
  text: string,
): Promise<readonly { readonly label: string; readonly insertText?: string }[]> {
  const document = documentOf(text);
  return (await service.doComplete(document, document.positionAt(text.length), false)).items;
}

async function said(text: string): Promise<readonly string[]> {
  return (await service.doValidation(documentOf(text), false)).map(({ message }) => message);
}

async function shownAt(text: string, word: string): Promise<string> {
  const document = documentOf(text);
  const hover = await service.doHover(document, document.positionAt(text.indexOf(word) + 1));
  return JSON.stringify(hover?.contents ?? '');
}

const ENTRY = `engines:
  eu:
    name: default
    rest: http://engine.example.com:8080/engine-rest
    importEnabled: true
    authentication:
      enabled: false
      user: ""
      password: ""
    webapps:
      enabled: true
      endpoint: http://engine.example.com:8080/camunda
`;

describe('the YAML language server', () => {
  it('completes every section that late releases read', async () => {
    const labels = new Set((await proposed('')).map(({ label }) => label));
    const sections = Object.entries(SCHEMA.properties).filter(([, node]) => !isOld(node));
    expect(sections.length).toBeGreaterThan(20);
    expect(sections.map(([name]) => name).filter((name) => !labels.has(name))).toEqual([]);
  });

  it('completes the settings of an engine', async () => {
    const labels = (await proposed('engines:\n  eu:\n    ')).map(({ label }) => label);
    for (const name of ['name', 'rest', 'importEnabled', 'authentication', 'defaultTenant'])
      expect(labels).toContain(name);
  });

  it('offers an entry that validate passes', async () => {
    const items = await proposed('engines:\n  eu:\n    ');
    const snippet = items.find(({ label }) => label === 'engine to import from')?.insertText ?? '';
    const lines = expanded(snippet)
      .split('\n')
      .map((line) => `    ${line}`);
    const text = `engines:\n  eu:\n${lines.join('\n')}\n`;
    expect(await said(text)).toEqual([]);
    const env = { PATH: process.env['PATH'], ENGINE_PASSWORD: 'kept outside' };
    const { stdout } = await runProgram(
      ['validate', '-', '--only', 'C111,C123,C124,C126,C127,C128,C129,C137,C139,C140,C141'],
      { input: text, env },
    );
    expect(stdout).toContain('✓ no findings');
  });

  it('has nothing to say about a sound file and the starter file', async () => {
    expect(await said(ENTRY)).toEqual([]);
    expect(await said((await runProgram(['init', '-'])).stdout)).toEqual([]);
  });

  it.each([
    ['importEnabled: true', 'importEnabled: maybe', /^Write true or false, or a placeholder/],
    ['rest: http', 'enabled: true\n    rest: http', /Optimize refuses it/],
    ['    name: default\n', '', /Missing property "name"/],
  ])('says in words what is wrong: %s → %s', async (right, wrong, words) => {
    const messages = await said(ENTRY.replace(right, wrong));
    expect(messages.join('\n')).toMatch(new RegExp(words, 'm'));
    expect(messages.join('\n')).not.toMatch(/pattern of|\^\(\?:/);
  });

  it('explains a setting where the pointer is', async () => {
    expect(await shownAt(ENTRY, 'rest')).toContain('REST address');
    expect(await shownAt(ENTRY, 'importEnabled')).toContain('exactly one imports');
  });
});

function isOld(node: unknown): boolean {
  return typeof node === 'object' && node !== null && 'deprecated' in node && node.deprecated === true;
}

/** What an editor inserts when every proposal is taken: `${1:default}` is `default`, `\\$` is `$`. */
function expanded(snippet: string): string {
  return snippet.replaceAll(/(?<!\\)\$\{\d+:([^}]*[^\\}])\}/g, '$1').replaceAll(/\\([$}])/g, '$1');
}
