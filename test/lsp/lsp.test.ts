import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CodeAction, CompletionItem, Hover } from 'vscode-languageserver-protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { ROOT } from '../helpers/fixtures.js';
import { Editor } from '../helpers/language-client.js';
import { MISTYPED } from '../helpers/mistyped.js';
import { runProgram } from '../helpers/program.js';

const FILE = 'environment-config.yaml';

let editors: Editor[] = [];

async function editor(args: readonly string[] = [], cwd = ROOT): Promise<Editor> {
  const started = new Editor(args, cwd);
  editors.push(started);
  await started.initialize();
  return started;
}

function folder(): string {
  return mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
}

afterEach(() => {
  for (const each of editors) each.end();
  editors = [];
});

/** What `validate` says of the same text, as rule and range. */
async function validated(text: string, cwd = ROOT): Promise<readonly string[]> {
  const run = await runProgram(['validate', '-', '--stdin-filename', FILE, '--format', 'json'], {
    input: text,
    cwd,
  });
  const report: {
    readonly findings: readonly {
      readonly rule: string;
      readonly locations: readonly Record<'line' | 'column' | 'endLine' | 'endColumn', number>[];
    }[];
  } = JSON.parse(run.stdout);
  return report.findings.map(({ rule, locations: [at] }) =>
    [rule, at?.line, at?.column, at?.endLine, at?.endColumn].join(':'),
  );
}

function shown(diagnostics: Awaited<ReturnType<Editor['open']>>): readonly string[] {
  return diagnostics.map(({ code, range: { start, end } }) =>
    [code, start.line + 1, start.character + 1, end.line + 1, end.character + 1].join(':'),
  );
}

describe('lsp: findings while typing', () => {
  it('says what validate says, at the same places', async () => {
    const client = await editor();
    const found = shown(await client.open(FILE, MISTYPED));
    expect(found).toEqual(await validated(MISTYPED));
    expect(found.join(' ')).toMatch(/^C124:5:5:5:17 C136:.* C137:9:7:9:15$/);
  });

  it.each(['fixtures/rules', 'fixtures/carriers'])('the same for what is in %s', async (where) => {
    const client = await editor();
    const files = readdirSync(path.join(ROOT, where), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/.test(name))
      .filter((_, index, all) => index % Math.ceil(all.length / 12) === 0);
    expect(files.length).toBeGreaterThan(5);
    for (const [index, name] of files.entries()) {
      const text = readFileSync(path.join(ROOT, where, name), 'utf8');
      const uri = `some-folder/${index}/${path.basename(name)}`;
      const found = shown(await client.open(uri, text));
      const input = ['validate', '-', '--stdin-filename', uri, '--format', 'json'];
      const run = await runProgram(input, { input: text });
      // What is no configuration is none in an editor either.
      if (run.code === 2) expect([name, found]).toEqual([name, []]);
      else expect([name, found.length]).toEqual([name, JSON.parse(run.stdout).findings.length]);
    }
  });

  it('follows each change', async () => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    const version = await client.type(FILE, 'importEnabld', 'importEnabled');
    expect(shown(await client.found(FILE, version)).join(' ')).not.toContain('C124');
    const broken = await client.type(FILE, 'name: default', 'name: "default');
    expect(shown(await client.found(FILE, broken)).join(' ')).toContain('C101');
  });

  it('counts UTF-16 units, also inside a manifest', async () => {
    const client = await editor();
    const config = MISTYPED.replace('importEnabld', '"😀ö": 1, x').replaceAll(/^/gm, '    ');
    const text = [
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata: {name: "ö😀"}',
      'data:',
      `  environment-config.yaml: |\n${MISTYPED.replace('eu:', '"ö😀": # 😀').replaceAll(/^(?=.)/gm, '    ')}`,
    ].join('\n');
    const found = await client.open('configmap.yaml', text);
    const unknown = found.find(({ code }) => code === 'C124');
    expect(client.textIn('configmap.yaml', unknown?.range ?? NOWHERE)).toBe('importEnabld');
    expect(config).toContain('😀');
    const inFlow = 'engines: {"😀": {"importEnabld": true}}\n';
    const flow = await client.open(FILE, inFlow);
    const [range] = flow.flatMap((each) => (each.code === 'C124' ? each.range : []));
    expect(client.textIn(FILE, range ?? NOWHERE)).toBe('"importEnabld"');
  });

  it('counts a byte order mark, and says nothing of it, as of that of a file', async () => {
    const client = await editor();
    const text = 'engine: {payment: {rest: "http://payment.example.com"}}\nemail: {username: optimize}\n';
    const plain = await client.open('plain.yaml', text);
    const marked = await client.open(FILE, `\ufeff${text}`);
    const words = (file: string, list: typeof plain): readonly string[] =>
      list.map(({ code, range }) => `${code} ${client.textIn(file, range)}`);
    expect(words(FILE, marked)).toEqual(words('plain.yaml', plain));
    expect(marked.some(({ range }) => range.start.line === 0)).toBe(true);
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    const context = { diagnostics: [] };
    const offered = await client.request<readonly CodeAction[]>('textDocument/codeAction', FILE, {
      range,
      context,
    });
    expect(offered.length).toBeGreaterThan(0);
    for (const { edit } of offered) {
      const [edits = []] = Object.values(edit?.changes ?? {});
      expect(client.textAfter(FILE, edits)).toMatch(/^\ufeffengine/);
    }
  });

  it('leaves other YAML alone', async () => {
    const client = await editor();
    expect(await client.open('workflow.yml', 'on: push\njobs: {build: {runs-on: ubuntu}}\n')).toEqual([]);
    expect(await client.open('deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\nspec: {}\n')).toEqual(
      [],
    );
    expect(await client.open(FILE, 'apiVersion: apps/v1\nkind: Deployment\nspec: {}\n')).toEqual([
      expect.objectContaining({ message: expect.stringContaining('Deployment') }),
    ]);
  });

  it('judges a text that has no file yet', async () => {
    const client = await editor();
    expect(shown(await client.open('untitled:Untitled-1', MISTYPED)).join(' ')).toContain('C124');
  });

  it('has the settings of the folder, as validate has', async () => {
    const cwd = folder();
    writeFileSync(path.join(cwd, 'multi-engine.config.yaml'), 'rules:\n  C124: off\n');
    const client = await editor([], cwd);
    const file = path.join(cwd, FILE);
    const found = shown(await client.open(file, MISTYPED));
    expect(found.join(' ')).not.toContain('C124');
    expect(found.length).toBeGreaterThan(0);
    writeFileSync(path.join(cwd, 'multi-engine.config.yaml'), 'rules:\n  C124: info\n');
    client.published = [];
    await client.request('textDocument/hover', file, { position: { line: 0, character: 0 } });
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: '' } });
    expect((await client.found(file, 1)).find(({ code }) => code === 'C124')?.severity).toBe(3);
  });

  it('shows where settings cannot be read', async () => {
    const cwd = folder();
    writeFileSync(path.join(cwd, 'multi-engine.config.yaml'), 'rulez: {}\n');
    const client = await editor([], cwd);
    const [only] = await client.open(path.join(cwd, FILE), MISTYPED);
    expect(only).toMatchObject({ severity: 1, message: expect.stringContaining('rulez') });
  });

  it('takes the options of judging', async () => {
    const client = await editor(['--skip', 'C124']);
    expect(shown(await client.open(FILE, MISTYPED)).join(' ')).not.toContain('C124');
  });

  it('forgets what is closed', async () => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    const uri = client.document(FILE).uri;
    client.published = [];
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await client.request('textDocument/hover', FILE, { position: { line: 0, character: 0 } });
    expect(client.published).toEqual([{ uri, diagnostics: [] }]);
  });
});

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

async function hovered(client: Editor, word: string, file = FILE): Promise<string> {
  const { start } = client.rangeOf(file, word);
  const position = { line: start.line, character: start.character + 1 };
  const hover = await client.request<Hover | null>('textDocument/hover', file, { position });
  return JSON.stringify(hover?.contents ?? null);
}

describe('lsp: hover', () => {
  it('shows the page of the rule that found something', async () => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    const page = await hovered(client, 'importEnabld');
    expect(page).toContain('C124');
    expect(page).toContain('How to fix');
    expect(page).not.toMatch(/\]\((?!\w+:)/);
  });

  it('says what a setting is, and nothing of its value', async () => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    expect(await hovered(client, 'password')).toContain('Better a placeholder');
    expect(await hovered(client, 'CANARY')).not.toContain('CANARY');
    expect(await hovered(client, 'default')).toBe('null');
  });

  it('knows the settings inside a manifest', async () => {
    const client = await editor();
    const inside = MISTYPED.replaceAll(/^(?=.)/gm, '    ');
    await client.open('map.yaml', `kind: ConfigMap\napiVersion: v1\ndata:\n  x.yaml: |\n${inside}`);
    expect(await hovered(client, 'webapps', 'map.yaml')).toContain('Web applications');
    expect(await hovered(client, 'kind', 'map.yaml')).toBe('null');
  });
});

const labels = (items: readonly CompletionItem[]): readonly string[] => items.map(({ label }) => label);

/** At the place of `|`. */
async function proposals(text: string, file = FILE): Promise<readonly CompletionItem[]> {
  const client = await editor();
  await client.open(file, text.replace('|', ''));
  const position = client.document(file).positionAt(text.indexOf('|'));
  const items = await client.request<readonly CompletionItem[] | null>('textDocument/completion', file, {
    position,
  });
  return items ?? [];
}

describe('lsp: completion', () => {
  it('proposes the sections of an empty file', async () => {
    const schema: { readonly properties: object } = JSON.parse(
      readFileSync(path.join(ROOT, 'schemas/environment-config.schema.json'), 'utf8'),
    );
    const found = labels(await proposals('|'));
    expect(found).toEqual(expect.arrayContaining(['engines', 'engine-commons', 'historyCleanup']));
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining([...found]));
  });

  it('proposes what an entry does not have yet', async () => {
    const found = labels(await proposals('engines:\n  eu:\n    name: x\n    impo|\n    rest: y\n'));
    expect(found).toEqual(expect.arrayContaining(['importEnabled', 'authentication', 'webapps']));
    expect(found).not.toContain('name');
    expect(found).not.toContain('rest');
    // Refused by Optimize, and in the schema only to say so.
    expect(found).not.toContain('excludeTenant');
  });

  it('replaces the word at the cursor', async () => {
    const items = await proposals('engines:\n  eu:\n    impo|rt\n');
    expect(items.find(({ label }) => label === 'importEnabled')?.textEdit).toEqual({
      range: { start: { line: 2, character: 4 }, end: { line: 2, character: 10 } },
      newText: 'importEnabled: ',
    });
    const named = await proposals('engines:\n  eu:\n    impo|: true\n');
    expect(named.find(({ label }) => label === 'importEnabled')?.textEdit?.newText).toBe('importEnabled');
  });

  it('proposes values', async () => {
    expect(labels(await proposals('engines:\n  eu:\n    importEnabled: |\n'))).toEqual(['true', 'false']);
    expect(labels(await proposals('engines:\n  eu:\n    authentication:\n      password: |'))).toEqual([
      '${OPTIMIZE_ENGINE_PASSWORD}',
    ]);
  });

  it('proposes whole entries that pass validate', async () => {
    const file = 'engines:\n  |\n';
    const item = (await proposals(file)).find(({ kind }) => kind === 15);
    const snippet = item?.textEdit?.newText ?? '';
    const plain = snippet
      .replaceAll(/(?<!\\)\$\{\d:([^}\\]*)\}/g, '$1')
      .replaceAll(/\\([$}])/g, '$1')
      .replaceAll('\n', '\n  ');
    const text = file.replace('|', plain);
    const run = await runProgram(['validate', '-', '--quiet', '--define', 'ENGINE_PASSWORD=x'], {
      input: text,
    });
    expect([text, run.stdout, run.code]).toEqual([text, expect.not.stringContaining('error'), 0]);
  });

  it('works on what is not YAML yet, and inside a manifest', async () => {
    expect(labels(await proposals('engines:\n  eu:\n    name: "x\n    web|\n'))).toContain('webapps');
    const held = `kind: ConfigMap\napiVersion: v1\ndata:\n  environment-config.yaml: |+\n    engines:\n      eu:\n        rest: x\n        we`;
    const client = await editor();
    await client.open('held.yaml', held);
    const position = client.document('held.yaml').positionAt(held.length);
    const items = await client.request<readonly CompletionItem[]>('textDocument/completion', 'held.yaml', {
      position,
    });
    expect(labels(items)).toContain('webapps');
    const outside = { position: { line: 1, character: 0 } };
    expect(await client.request('textDocument/completion', 'held.yaml', outside)).toBeNull();
  });

  it('proposes nothing in other YAML', async () => {
    expect(await proposals('on: push\njobs: {build: {}}\n|', 'workflow.yml')).toEqual([]);
  });
});

async function actions(
  client: Editor,
  word: string,
  { file = FILE, only }: { readonly file?: string; readonly only?: string[] } = {},
): Promise<readonly CodeAction[]> {
  const context = { diagnostics: [], ...(only && { only }) };
  const range = client.rangeOf(file, word);
  return (
    (await client.request<CodeAction[] | null>('textDocument/codeAction', file, { range, context })) ?? []
  );
}

describe('lsp: corrections', () => {
  it('offers the edit of the finding at the cursor', async () => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    const [action] = await actions(client, 'importEnabld', { only: ['quickfix'] });
    expect(action?.title).toContain('C124');
    const edits = action?.edit?.changes?.[client.document(FILE).uri] ?? [];
    expect(client.textAfter(FILE, edits)).toBe(MISTYPED.replace('importEnabld', 'importEnabled'));
    // Only what differs.
    expect(JSON.stringify(edits).length).toBeLessThan(200);
  });

  it('makes the same of everything as validate --fix', async () => {
    const cwd = folder();
    const file = path.join(cwd, FILE);
    const text = MISTYPED.replace('name: default', 'name: default/').replace(
      '  eu:',
      '  eu:\n    enabled: true',
    );
    const client = await editor([], cwd);
    await client.open(file, text);
    const [action] = await actions(client, 'importEnabld', { file, only: ['source.fixAll'] });
    const edits = action?.edit?.changes?.[client.document(file).uri] ?? [];
    const fixed = await runProgram(['validate', '-', '--fix', '--stdin-filename', FILE], {
      input: text,
      cwd,
    });
    expect(fixed.stdout).not.toBe(text);
    expect(client.textAfter(file, edits)).toBe(fixed.stdout);
  });

  it('edits a text inside a manifest, indented as it is', async () => {
    const client = await editor();
    const inside = MISTYPED.replaceAll(/^(?=.)/gm, '      ');
    const text = `kind: ConfigMap\napiVersion: v1\ndata:\n    environment-config.yaml: |\n${inside}`;
    await client.open('map.yaml', text);
    const [action] = await actions(client, 'importEnabld', { file: 'map.yaml', only: ['quickfix'] });
    const edits = action?.edit?.changes?.[client.document('map.yaml').uri] ?? [];
    expect(client.textAfter('map.yaml', edits)).toBe(text.replace('importEnabld', 'importEnabled'));
  });

  it('offers nothing where nothing was found', async () => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    expect(await actions(client, 'webapps:')).toEqual([]);
  });
});

describe('lsp: secrets', () => {
  it('are not shown as the alias of an engine, which is an address with a login', async () => {
    const client = await editor();
    const text = MISTYPED.replace('eu:', "'http://u:CANARY-ALIAS@eu.example.com/engine-rest':");
    await client.open(FILE, text);
    expect(await hovered(client, 'user')).toContain('`engines.*.authentication.user`');
    expect(client.received).not.toContain('CANARY-ALIAS');
  });

  it('are in nothing that it says', async () => {
    const client = await editor();
    const text = `${MISTYPED}security: {auth: {token: {secret: "CANARY-TOKEN\n`;
    await client.open(FILE, text);
    await client.open('x.yaml', MISTYPED.replace('http://eu', 'http://u:CANARY-ADDRESS@eu'));
    for (const file of [FILE, 'x.yaml'])
      for (const line of text.split('\n').keys()) {
        const position = { line, character: 8 };
        await client.request('textDocument/hover', file, { position });
        await client.request('textDocument/completion', file, { position });
        const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
        const context = { diagnostics: [], only: ['quickfix'] };
        await client.request('textDocument/codeAction', file, { range, context });
      }
    expect(client.received).toContain('C137');
    expect(client.received + client.stderr).not.toContain('CANARY');
  });
});

describe('lsp: the life of a server', () => {
  it('ends with 0 after shutdown, and with 1 without', async () => {
    const polite = await editor();
    expect(await polite.leave()).toBe(0);
    const abrupt = await editor();
    await abrupt.connection.sendNotification('exit');
    expect(await abrupt.exited).toBe(1);
    const unborn = new Editor();
    editors.push(unborn);
    await unborn.connection.sendNotification('exit');
    expect(await unborn.exited).toBe(1);
  });

  it('ends when the editor is gone', async () => {
    const client = await editor();
    client.server.stdin.end();
    expect(await client.exited).toBe(1);
    const shut = await editor();
    await shut.connection.sendRequest('shutdown');
    shut.server.stdin.end();
    expect(await shut.exited).toBe(0);
  });

  it('ends when the process of the editor is gone, although the pipe is open', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    const client = new Editor();
    editors.push(client);
    await client.initialize(pid);
    expect(await client.exited).toBe(1);
  });

  it('refuses what comes before initialize and after shutdown', async () => {
    const client = new Editor();
    editors.push(client);
    const position = { line: 0, character: 0 };
    await expect(client.request('textDocument/hover', FILE, { position })).rejects.toMatchObject({
      code: -32_002,
    });
    await client.initialize();
    await expect(client.initialize()).rejects.toMatchObject({ code: -32_600 });
    await client.connection.sendRequest('shutdown');
    await expect(client.request('textDocument/hover', FILE, { position })).rejects.toMatchObject({
      code: -32_600,
    });
  });

  it('answers unknown methods, and bears notifications that make no sense', async () => {
    const client = await editor();
    await expect(client.connection.sendRequest('workspace/nonsense', {})).rejects.toMatchObject({
      code: -32_601,
    });
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: 'file:///never-opened', version: 3 },
      contentChanges: [{ text: 'x' }],
    });
    await client.connection.sendNotification('textDocument/didOpen', {});
    await client.connection.sendNotification('$/nonsense', {});
    expect(shown(await client.open(FILE, MISTYPED)).length).toBeGreaterThan(0);
  });

  it.each([
    ['nothing but zeros', '\0'.repeat(100_000)],
    ['a header without end', 'Content-Length: 1'.padEnd(100_000, ' ')],
    ['a message without end', 'Content-Length: 99999999999\r\n\r\n{"jsonrpc"'],
  ])('ends, and does not wait, where %s comes in', async (_name, bytes) => {
    const client = await editor();
    client.server.stdin.write(bytes);
    expect(await client.exited).toBe(1);
    expect(client.stderr).toBe(
      'multi-engine lsp: what came in is not a message of the Language Server Protocol\n',
    );
  });

  it.each(['Nonsense\r\n\r\n', 'Content-Length: many\r\n\r\n{}'])(
    'ends where messages cannot be told apart: %j',
    async (bytes) => {
      const client = await editor();
      client.server.stdin.write(bytes);
      expect(await client.exited).toBe(1);
      expect(client.stderr).toBe(
        'multi-engine lsp: what came in is not a message of the Language Server Protocol\n',
      );
    },
  );

  it('prints nothing but messages', async () => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    await client.leave();
    let rest = client.received;
    while (rest !== '') {
      const [head = '', length = ''] = /^Content-Length: (\d+)\r\n\r\n/.exec(rest) ?? [];
      expect(head).not.toBe('');
      const body = Buffer.from(rest.slice(head.length)).subarray(0, Number(length)).toString();
      expect(JSON.parse(body)).toHaveProperty('jsonrpc', '2.0');
      rest = rest.slice(head.length + body.length);
    }
    expect(client.stderr).toBe('');
  });
});

function entryOf(index: number): string {
  return MISTYPED.replace('engines:\n', '').replace('  eu:', `  e${index}:`);
}

describe('lsp: much at once', () => {
  it('judges of a burst of changes little more than the last', async () => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    client.published = [];
    let last = 0;
    for (let index = 0; index < 500; index += 1) {
      const text = client.document(FILE).getText();
      const [name = ''] = /name: .*/.exec(text) ?? [];
      last = await client.type(FILE, name, `name: n${index}`);
    }
    await client.found(FILE, last);
    expect(client.published.length).toBeLessThan(100);
    expect(client.published.at(-1)?.version).toBe(last);
  });

  it('bears a document of 10 MB, and shows no more of it than anybody reads', async () => {
    const client = await editor();
    const engines = Array.from({ length: 2000 }, (_, index) => entryOf(index)).join('');
    const text = `engines:\n${engines}${'# a comment that goes on for a while\n'.repeat(270_000)}`;
    expect(text.length).toBeGreaterThan(9_500_000);
    const found = await client.open(FILE, text);
    expect(found.length).toBeGreaterThan(100);
    expect(found.length).toBeLessThanOrEqual(1001);
    const position = { line: 3, character: 6 };
    expect(await client.request('textDocument/hover', FILE, { position })).not.toBeNull();
    expect(await client.leave()).toBe(0);
  }, 120_000);

  it('bears every beginning of a file', async () => {
    const client = await editor();
    await client.open(FILE, '');
    for (let end = 0; end < MISTYPED.length; end += 7) {
      const uri = client.document(FILE).uri;
      const change = {
        textDocument: { uri, version: end + 2 },
        contentChanges: [{ text: MISTYPED.slice(0, end) }],
      };
      await client.connection.sendNotification('textDocument/didChange', change);
      const lines = MISTYPED.slice(0, end).split('\n');
      const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
      await client.request('textDocument/completion', FILE, { position });
      await client.request('textDocument/hover', FILE, { position });
    }
    expect(client.stderr).toBe('');
  });
});

describe('lsp: folders', () => {
  it('names files as validate does', async () => {
    const cwd = folder();
    mkdirSync(path.join(cwd, 'deep'));
    const client = await editor([], cwd);
    const file = path.join(cwd, 'deep', FILE);
    const text = 'engines: {}\nengines: {a: {}}\n';
    const found = await client.open(file, text);
    expect(
      found.flatMap(({ relatedInformation = [] }) => relatedInformation.map(({ location }) => location.uri)),
    ).toEqual(expect.arrayContaining([client.document(file).uri]));
  });
});
