import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { serveRecording, type ServedRecording } from '../../src/probe/recording/serve.js';
import { LANDSCAPES, ROOT } from '../helpers/fixtures.js';
import { folderOfReader, runAsReader } from '../helpers/reader.js';
import { isInstalled } from '../helpers/shell.js';

/** What stands in the pages besides commands of a shell: each block is run, or read by a parser of its language, or named here with the reason. */
interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...['docs', 'docs/guides'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];

const BLOCKS: readonly Block[] = PAGES.flatMap((page) =>
  Array.from(
    readFileSync(path.join(ROOT, page), 'utf8').matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```$/gm),
    ([, , language = '', text = '']) => ({ page, language, text }),
  ),
);

/** Run by another test, or shown by it: the guides' and the personas' beside this one, and that of the library. */
const RUN_ELSEWHERE: readonly (readonly [page: RegExp, language: string])[] = [
  [/^(?:README|docs\/.*)/, 'sh'],
  [/^(?:README|docs\/.*)/, 'bash'],
  // What a text shows is a shape, such as a comment to write, unless it is right behind a command.
  [/./, 'text'],
  [/^docs\/personas/, 'console'],
  [/^docs\/library/, 'js'],
];

/** Nothing on the machine that tests runs them. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'README.md powershell': 'no PowerShell here: test/cli/completion.test.ts reads the script',
  'docs/guides/editors.md lua': 'no Neovim here: the command line in it is looked at below',
};

function isRunElsewhere({ page, language }: Block): boolean {
  return RUN_ELSEWHERE.some(([pages, its]) => its === language && pages.test(page));
}

const named = (language: string, page?: string): readonly Block[] =>
  BLOCKS.filter((block) => block.language === language && (page === undefined || block.page === page));

/** What each language is read or run by, below. */
const READ: ReadonlySet<string> = new Set([
  'json',
  'yaml',
  'toml',
  'groovy',
  'zsh',
  'fish',
  'js',
  'lua',
  'powershell',
]);

it('every block is run or read, and what is not says why', () => {
  const left = BLOCKS.filter((block) => !isRunElsewhere(block) && !READ.has(block.language));
  expect(left.map(({ page, language }) => `${page} ${language}`)).toEqual([]);
  const unread = BLOCKS.filter(({ language }) => ['lua', 'powershell'].includes(language));
  expect([...new Set(unread.map(({ page, language }) => `${page} ${language}`))].toSorted()).toEqual(
    Object.keys(NOT_RUN).toSorted(),
  );
});

describe('data', () => {
  it.each(named('json').map((block) => [block.page, block.text]))(
    '%s has JSON that can be read',
    (_, text) => {
      expect(typeof JSON.parse(text)).toBe('object');
    },
  );

  it.each(named('yaml').map((block) => [block.page, block.text]))(
    '%s has YAML that can be read',
    (_, text) => {
      const documents = parseAllDocuments(text);
      expect(Array.isArray(documents) ? documents.flatMap(({ errors }) => errors) : documents).toEqual([]);
    },
  );

  it.skipIf(spawnSync('python3', ['-c', 'import tomllib']).status !== 0)(
    'the settings of Helix can be read (skipped where Python has no tomllib)',
    () => {
      const [block] = named('toml');
      const script = 'import json, sys, tomllib; print(json.dumps(tomllib.loads(sys.stdin.read())))';
      const { stdout } = spawnSync('python3', ['-c', script], { input: block?.text ?? '', encoding: 'utf8' });
      expect(JSON.parse(stdout)).toMatchObject({
        'language-server': { 'multi-engine': { command: 'multi-engine', args: ['lsp'] } },
      });
    },
  );
});

describe('settings of editors', () => {
  const page = 'docs/guides/editors.md';

  it('start the language server, and name no other command', () => {
    const commands = Array.from(
      named('lua', page)
        .map(({ text }) => text)
        .join('\n')
        .matchAll(/cmd = \{(.*)\}/g),
      ([, words = '']) => words.match(/(?<=')[\w-]+(?=')/g),
    );
    expect(commands).toEqual([['multi-engine', 'lsp']]);
    const glsp = named('json', page).find(({ text }) => text.includes('glspc'))?.text ?? '{}';
    expect(JSON.parse(glsp)).toMatchObject({
      'glspc.server.command': 'multi-engine',
      'glspc.server.commandArguments': ['lsp'],
    });
  });

  it('are the whole code of an extension that starts and stops it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-extension-'));
    const library = path.join(folder, 'node_modules/vscode-languageclient');
    mkdirSync(library, { recursive: true });
    writeFileSync(
      path.join(library, 'node.js'),
      'exports.LanguageClient = class { constructor(...given) { console.log(JSON.stringify(given)); } start() { console.log("started"); } stop() { console.log("stopped"); } };',
    );
    writeFileSync(path.join(folder, 'extension.js'), named('js', page)[0]?.text ?? '');
    const use = "const it = require('./extension.js'); it.activate(); it.deactivate();";
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', use], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    const [given = '', ...calls] = stdout.trim().split('\n');
    expect(calls).toEqual(['started', 'stopped']);
    expect(JSON.parse(given)).toMatchObject([
      'multi-engine',
      { command: 'multi-engine', args: ['lsp'] },
      { documentSelector: [{ language: 'yaml' }] },
    ]);
  });
});

describe('commands inside other files', () => {
  let served: ServedRecording;
  let folder = '';
  beforeAll(async () => {
    served = await serveRecording(path.join(LANDSCAPES, 'demo'));
    folder = folderOfReader('demo', served.urls);
  });
  afterAll(() => served.close());

  it('the task of VS Code prints lines that its matcher takes apart', async () => {
    const text = named('json').find((block) => block.text.includes('problemMatcher'))?.text ?? '{}';
    const { tasks }: { readonly tasks: readonly Task[] } = JSON.parse(text);
    const [task] = tasks;
    const { said } = await runAsReader(task?.command ?? '', folder);
    const lines = said.trimEnd().split('\n').slice(0, -1);
    expect(lines.length).toBeGreaterThan(1);
    const pattern = task?.problemMatcher.pattern ?? { regexp: '' };
    for (const line of lines) {
      const found = new RegExp(pattern.regexp).exec(line);
      expect(found?.[Number(pattern['file'])]).toBe('environment-config.yaml');
      expect(found?.[Number(pattern['line'])]).toMatch(/^\d+$/);
      expect(['error', 'warning', 'info']).toContain(found?.[Number(pattern['severity'])]);
      expect(found?.[Number(pattern['code'])]).toMatch(/^C\d{3}$/);
    }
  });

  it('the step of Jenkins runs, and asks for a file that it writes', async () => {
    const [block] = named('groovy');
    const command = /sh\(script: '(.*?)'/.exec(block?.text ?? '')?.[1] ?? '';
    const { code } = await runAsReader(command.replace(/^npx /, ''), folder);
    expect(command).toMatch(/^npx multi-engine /);
    expect(code).toBe(0);
    const [, report = ''] = /^junit '(.*)'$/m.exec(block?.text ?? '') ?? [];
    expect(readdirSync(folder)).toContain(report);
  });

  it.each(['zsh', 'fish'].filter((shell) => isInstalled(shell)))(
    'the line for %s works there',
    async (shell) => {
      const [block] = named(shell);
      const line = `${shell === 'zsh' ? 'autoload -U compinit; compinit -u -D; ' : ''}${block?.text.trim() ?? ''}`;
      expect(await runAsReader(line, folder, shell)).toEqual({ code: 0, said: '' });
    },
  );
});

interface Task {
  readonly command: string;
  readonly problemMatcher: {
    readonly pattern: Readonly<Record<string, unknown>> & { readonly regexp: string };
  };
}
