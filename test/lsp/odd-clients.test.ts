import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Diagnostic, Hover } from 'vscode-languageserver-protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { ROOT } from '../helpers/fixtures.js';
import { Editor, uriOf } from '../helpers/language-client.js';
import { MISTYPED } from '../helpers/mistyped.js';

const FILE = 'environment-config.yaml';
const URI = uriOf(FILE);
const START = { line: 0, character: 0 };

const INVALID_PARAMS = -32_602;
const INVALID_REQUEST = -32_600;

let editors: Editor[] = [];

function newEditor(cwd = ROOT): Editor {
  const started = new Editor([], cwd);
  editors.push(started);
  return started;
}

async function editor(cwd = ROOT): Promise<Editor> {
  const started = newEditor(cwd);
  await started.initialize();
  return started;
}

afterEach(() => {
  for (const each of editors) each.end();
  editors = [];
});

const WELL = { judges: true, defects: null, exitCode: 0 };

/** What has become of a server: whether it still serves, and has called nothing its own defect. */
async function fateOf(client: Editor): Promise<object> {
  const found = await client.open('other/environment-config.yaml', MISTYPED);
  const judges = found.some(({ code }) => code === 'C124');
  const defects = /^.*defect|^ +at .*/m.exec(client.stderr);
  return { judges, defects, exitCode: await client.leave() };
}

function itemOf(uri: unknown, text: unknown = MISTYPED, version: unknown = 1): object {
  return { uri, languageId: 'yaml', version, text };
}

function send(client: Editor, message: unknown): void {
  const body = Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
  client.server.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
}

/** The findings about a document of any address. */
async function foundAt(client: Editor, uri: string, text = MISTYPED): Promise<readonly Diagnostic[]> {
  await client.openAs(itemOf(uri, text));
  await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: START });
  return client.published.findLast((each) => each.uri === uri)?.diagnostics ?? [];
}

describe('lsp: parameters that are not those of the protocol', () => {
  it.each([
    ['a text of null', itemOf(URI, null)],
    ['a text that is a number', itemOf(URI, 5)],
    ['no text', { uri: URI }],
    ['an address that is a number', itemOf(5)],
    ['a version that is a text', itemOf(URI, MISTYPED, 'x')],
    ['null', null],
    ['nothing', undefined],
  ])('pass over a document with %s', async (_, item) => {
    const client = await editor();
    await client.openAs(item);
    const asked = { textDocument: { uri: URI }, position: START };
    expect(await client.connection.sendRequest('textDocument/hover', asked)).toBeNull();
    expect(client.stderr).toBe(
      'multi-engine lsp: textDocument/didOpen came with parameters of another shape\n',
    );
    expect(await fateOf(client)).toEqual(WELL);
  });

  it.each([
    ['null', null],
    ['a number in place of a text', [{ text: 5 }]],
    ['null in the list', [null]],
    ['nothing in it', [{}]],
    ['a range without ends', [{ range: {}, text: 'x' }]],
    ['negative lines', [{ range: { start: { line: -1, character: 0 }, end: START }, text: 'x' }]],
    ['half lines', [{ range: { start: { line: 0.5, character: 0 }, end: START }, text: 'x' }]],
  ])('pass over a change with %s', async (_, contentChanges) => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    const change = { textDocument: { uri: URI, version: 2 }, contentChanges };
    for (let times = 0; times < 2; times += 1)
      await client.connection.sendNotification('textDocument/didChange', change);
    const version = await client.type(FILE, 'importEnabld', 'importEnabled');
    expect((await client.found(FILE, version)).map(({ code }) => code)).not.toContain('C124');
    expect(client.stderr).toBe(
      'multi-engine lsp: textDocument/didChange came with parameters of another shape\n',
    );
    expect(await fateOf(client)).toEqual(WELL);
  });

  const identifier = { uri: URI };
  const range = { start: START, end: START };
  it.each(['textDocument/hover', 'textDocument/completion', 'textDocument/codeAction'])(
    'are refused by %s',
    async (method) => {
      const client = await editor();
      await client.open(FILE, MISTYPED);
      const odd = [
        null,
        {},
        [],
        'x',
        { textDocument: identifier },
        { textDocument: { uri: 5 }, position: START, range, context: {} },
        { textDocument: identifier, position: 'x', range, context: { only: 5 } },
        { textDocument: identifier, position: { line: -1, character: 0 }, range, context: null },
        { textDocument: identifier, position: { line: 1.5, character: null }, range: null, context: {} },
        { textDocument: identifier, position: {}, range: { start: START }, context: {} },
      ];
      for (const params of odd)
        await expect(
          client.connection.sendRequest(method, params),
          JSON.stringify(params),
        ).rejects.toMatchObject({
          code: INVALID_PARAMS,
          message: `${method}: these parameters have another shape in the protocol`,
        });
      await expect(client.connection.sendRequest(method)).rejects.toMatchObject({ code: INVALID_PARAMS });
      expect(client.stderr).toBe('');
      expect(await fateOf(client)).toEqual(WELL);
    },
  );

  it('are refused by initialize, which may come again', async () => {
    const client = newEditor();
    for (const params of [undefined, null, {}, { capabilities: 5 }, { processId: 'x', capabilities: {} }])
      await expect(
        client.connection.sendRequest('initialize', params),
        JSON.stringify(params),
      ).rejects.toMatchObject({
        code: INVALID_PARAMS,
      });
    const nulls = { processId: null, capabilities: { textDocument: null }, workspaceFolders: null };
    expect(await client.connection.sendRequest('initialize', nulls)).toHaveProperty('capabilities');
    expect(await fateOf(client)).toEqual(WELL);
  });

  it('are taken where null only says that something is not there', async () => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range: null, rangeLength: null, text: 'engines: {}\n' }],
    });
    expect((await client.found(FILE, 2)).map(({ code }) => code)).not.toContain('C124');
    const context = { diagnostics: [], only: null };
    expect(await client.request('textDocument/codeAction', FILE, { range, context })).toEqual([]);
    expect(await fateOf(client)).toEqual(WELL);
  });
});

describe('lsp: messages that make no sense', () => {
  it.each([
    ['not JSON', '{x}'],
    ['null', 'null'],
    ['a list', '[{"jsonrpc":"2.0","id":9,"method":"shutdown"}]'],
    ['an empty object', '{}'],
    ['an answer that nobody waits for', '{"jsonrpc":"2.0","id":5,"result":{}}'],
    ['a request without an id to answer to', '{"jsonrpc":"2.0","id":null,"method":"shutdown"}'],
    ['an id that is an object', '{"jsonrpc":"2.0","id":{"toString":5},"method":"shutdown"}'],
    ['a method that is a number', '{"jsonrpc":"2.0","id":7,"method":5}'],
    ['a cancellation of null', '{"jsonrpc":"2.0","method":"$/cancelRequest","params":null}'],
    ['a cancellation without parameters', '{"jsonrpc":"2.0","method":"$/cancelRequest"}'],
    ['a cancellation of no id', '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}'],
    ['a cancellation of an object', '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":{}}}'],
    ['progress of nothing', '{"jsonrpc":"2.0","method":"$/progress","params":null}'],
  ])('are passed over: %s', async (_, body) => {
    const client = await editor();
    send(client, body);
    expect(await fateOf(client)).toEqual(WELL);
  });

  it('does not know methods by names that every object has', async () => {
    const client = await editor();
    await expect(client.connection.sendRequest('constructor', {})).rejects.toMatchObject({ code: -32_601 });
    await client.connection.sendNotification('constructor', {});
    expect(await fateOf(client)).toEqual(WELL);
  });

  it('answers a request that was cancelled before it came', async () => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    send(client, { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 77 } });
    send(client, { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 'never' } });
    expect(await fateOf(client)).toEqual(WELL);
  });

  it.each([1, 500])(
    'are answered to the last where all of them come at once, with the end: %s',
    async (size) => {
      const client = new Editor();
      editors.push(client);
      const params = { processId: null, rootUri: null, capabilities: {} };
      send(client, { jsonrpc: '2.0', id: 'a', method: 'initialize', params });
      const entries = Array.from({ length: size }, (_, index) => `  e${index}: {name: default}\n`);
      const textDocument = { ...itemOf(URI), text: `engines:\n${entries.join('')}` };
      send(client, { jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument } });
      const place = { textDocument: { uri: URI }, position: { line: 0, character: 1 } };
      send(client, { jsonrpc: '2.0', id: 'b', method: 'textDocument/hover', params: place });
      send(client, { jsonrpc: '2.0', id: 'c', method: 'shutdown' });
      send(client, { jsonrpc: '2.0', method: 'exit' });
      client.server.stdin.end();
      expect(await client.exited).toBe(0);
      for (const id of ['a', 'b', 'c']) expect(client.received).toContain(`"id":"${id}"`);
    },
  );

  it('ends with 1 in the middle of a message', async () => {
    const client = await editor();
    client.server.stdin.end('Content-Length: 100\r\n\r\n{"jsonrpc"');
    expect(await client.exited).toBe(1);
    expect(client.stderr).toBe('');
  });

  it('ends without a word where nobody reads what it says', async () => {
    const client = await editor();
    client.server.stdout.destroy();
    for (const uri of [URI, `${URI}.yaml`]) {
      const params = { textDocument: itemOf(uri) };
      send(client, { jsonrpc: '2.0', method: 'textDocument/didOpen', params });
    }
    expect(await client.exited).toBe(1);
    expect(client.stderr).toBe('');
  });

  it('refuses everything after shutdown, and hears only exit', async () => {
    const client = await editor();
    await client.connection.sendRequest('shutdown');
    for (const method of ['shutdown', 'initialize', 'textDocument/hover', 'no/method'])
      await expect(client.connection.sendRequest(method, null)).rejects.toMatchObject({
        code: INVALID_REQUEST,
      });
    await client.openAs(itemOf(URI, null));
    await client.connection.sendNotification('exit', null);
    expect(await client.exited).toBe(0);
    expect(client.stderr).toBe('');
  });
});

describe('lsp: addresses of documents', () => {
  it.each([
    'file://host/x/environment-config.yaml',
    'file:///%zz/environment-config.yaml',
    'file:///a%2Fb/environment-config.yaml',
    'file:///a%00b/environment-config.yaml',
    'file:environment-config.yaml',
    'FILE:///x/environment-config.yaml',
    'untitled:Untitled-1',
    'untitled:-',
    'untitled:%zz',
    'git:/x/environment-config.yaml?%7B%22path%22%3A%22%2Fx%2Fy.yaml%22%2C%22ref%22%3A%22~%22%7D',
    'vscode-vfs://github/some/where/environment-config.yaml',
    'http://host.example/environment-config.yaml#part',
    'inmemory://model/1',
    'environment-config.yaml',
    '%zz',
    '',
    '-',
    '.',
    '/',
    'a\0b',
    'untitled:src',
    `untitled:${'x'.repeat(10_000)}`,
  ])('do not matter to what is found: %.99j', async (uri) => {
    const client = await editor();
    expect((await foundAt(client, uri)).map(({ code }) => code)).toContain('C124');
    const context = { diagnostics: [], only: ['source.fixAll'] };
    const range = { start: START, end: START };
    await client.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context });
    expect(await fateOf(client)).toEqual(WELL);
  });

  it('tell a configuration by its name in every scheme', async () => {
    const client = await editor();
    const other = 'kind: Deployment\napiVersion: apps/v1\nspec: {}\n';
    for (const uri of [
      'file://host/x/environment-config.yaml',
      'git:/x/environment-config.yaml?%7B%22ref%22%3A%22~%22%7D',
      'vscode-vfs://github/some/where/environment-config.yaml',
    ]) {
      const [first] = await foundAt(client, uri, other);
      expect([uri, first?.message]).toEqual([uri, expect.stringContaining('Deployment')]);
    }
  });

  it('are those of the editor again where a finding has more places', async () => {
    const client = await editor();
    const uri = 'untitled:environment-config.yaml';
    const diagnostics = await foundAt(client, uri, 'engines: {}\nengines: {a: {}}\n');
    const places = diagnostics.flatMap(({ relatedInformation = [] }) => relatedInformation);
    expect(places.length).toBeGreaterThan(0);
    expect(new Set(places.map(({ location }) => location.uri))).toEqual(new Set([uri]));
  });

  it('of workspace folders are nothing to it', async () => {
    const client = newEditor();
    const workspaceFolders = ['file:///%zz', 'ftp://host', '', 'file://host/share'].map((uri) => ({
      uri,
      name: uri,
    }));
    const params = {
      processId: null,
      rootUri: 'file:///%zz',
      rootPath: 5,
      capabilities: {},
      workspaceFolders,
    };
    expect(await client.connection.sendRequest('initialize', params)).toHaveProperty('capabilities');
    expect(await fateOf(client)).toEqual(WELL);
  });
});

describe('lsp: places in documents', () => {
  const FAR = { line: 2 ** 31 - 1, character: 2 ** 31 - 1 };

  it('beyond the text are its end', async () => {
    const client = await editor();
    await client.open(FILE, 'engines:\n  a:\n    na');
    const items = await client.request<readonly { readonly label: string }[]>(
      'textDocument/completion',
      FILE,
      {
        position: FAR,
      },
    );
    expect(items.map(({ label }) => label)).toContain('name');
    expect(JSON.stringify(items)).not.toContain(String(FAR.line));
    expect(await client.request<Hover | null>('textDocument/hover', FILE, { position: FAR })).toBeNull();
    const beyond = { line: 0, character: 1000 };
    expect(await client.request('textDocument/completion', FILE, { position: beyond })).toEqual([]);
    expect(await fateOf(client)).toEqual(WELL);
  });

  it.each([
    ['beyond the text', { start: FAR, end: FAR }, (text: string) => `${text}X\n`],
    ['as long as all integers', { start: START, end: FAR }, () => 'X\n'],
    [
      'beyond the line',
      { start: { line: 0, character: 99 }, end: { line: 0, character: 100 } },
      (text: string) => text.replace('\n', 'X\n\n'),
    ],
    [
      'reversed',
      { start: { line: 1, character: 0 }, end: START },
      (text: string) => `X\n${text.slice(text.indexOf('\n') + 1)}`,
    ],
  ])('of changes that are %s leave later ones where they belong', async (_, range, after) => {
    const client = await editor();
    const text = '# first\nengines:\n  eu:\n    importEnabld: true\n# last';
    await client.open(FILE, text);
    const [changed, end] = [after(text), MISTYPED];
    const lines = changed.split('\n');
    const last = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [
        { range, text: 'X\n' },
        { range: { start: START, end: last }, text: end },
      ],
    });
    const found = await client.found(FILE, 2);
    client.published = [];
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 3 },
      contentChanges: [{ text: end }],
    });
    expect(found).toEqual(await client.found(FILE, 3));
  });

  it('in the middle of a character are borne', async () => {
    const client = await editor();
    await client.open(FILE, '# 😀\nengines:\n  "😀": {name: 😀}\n');
    const middle = { line: 2, character: 4 };
    for (const method of ['textDocument/hover', 'textDocument/completion'])
      await client.request(method, FILE, { position: middle });
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range: { start: middle, end: { line: 2, character: 17 } }, text: '\ud800x' }],
    });
    await client.found(FILE, 2);
    expect(await fateOf(client)).toEqual(WELL);
  });

  it('of a selection are taken in either direction', async () => {
    const client = await editor();
    await client.open(FILE, MISTYPED);
    const { start, end } = client.rangeOf(FILE, 'importEnabld: ');
    const context = { diagnostics: [], only: ['quickfix'] };
    const before = { line: start.line, character: 0 };
    const asked = async (range: object): Promise<unknown> =>
      client.request('textDocument/codeAction', FILE, { range, context });
    const forwards = await asked({ start: before, end });
    expect(JSON.stringify(forwards)).toContain('importEnabled');
    expect(await asked({ start: end, end: before })).toEqual(forwards);
  });
});

describe('lsp: documents in another order', () => {
  it('bears what is not open, is opened twice, and goes back in time', async () => {
    const client = await editor();
    const nowhere = { uri: uriOf('nowhere.yaml'), version: 3 };
    const notify = async (what: string, params: object): Promise<void> =>
      client.connection.sendNotification(`textDocument/${what}`, params);
    await notify('didChange', { textDocument: nowhere, contentChanges: [{ text: MISTYPED }] });
    for (const what of ['didSave', 'willSave', 'didClose']) await notify(what, { textDocument: nowhere });
    await client.open(FILE, MISTYPED);
    await client.open(FILE, 'engines: {}\n');
    const version = await client.type(FILE, '{}', '{a: {importEnabld: true}}');
    expect((await client.found(FILE, version)).map(({ code }) => code)).toContain('C124');
    client.published = [];
    await notify('didChange', {
      textDocument: { uri: URI, version: -7 },
      contentChanges: [{ text: 'engines: {}\n' }],
    });
    expect((await client.found(FILE, -7)).map(({ code }) => code)).not.toContain('C124');
    expect(client.published.every(({ uri }) => uri === URI)).toBe(true);
    expect(await fateOf(client)).toEqual(WELL);
  });

  it('never shows of an earlier text what it shows of a later version', async () => {
    const client = await editor();
    const entries = Array.from({ length: 400 }, (_, index) =>
      MISTYPED.replace('engines:\n', '').replace('  eu:', `  e${index}:`),
    );
    const many = `engines:\n${entries.join('')}`;
    await client.openAs(itemOf(URI, many));
    // The first judgement takes longer than it is waited for the next key: changes come in the middle of it.
    await new Promise((resolve) => setTimeout(resolve, 150));
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text: 'engines: {}\n' }],
    });
    await client.found(FILE, 2);
    await client.request('textDocument/hover', FILE, { position: START });
    const counts = client.published
      .filter(({ version }) => version === 2)
      .map(({ diagnostics }) => diagnostics.length);
    expect(counts.every((count) => count < 10)).toBe(true);
  });

  it('follows settings that change while it judges, and bears broken ones', async () => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
    const settings = path.join(cwd, 'multi-engine.config.yaml');
    const file = path.join(cwd, FILE);
    const client = await editor(cwd);
    const codes = async (text: string): Promise<string> => {
      writeFileSync(settings, text);
      client.published = [];
      await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: '' } });
      return JSON.stringify(await client.found(file, 1));
    };
    await client.open(file, MISTYPED);
    expect(await codes('rules: {C124: off}\n')).not.toContain('"C124"');
    expect(await codes('rules: [\n')).toContain('multi-engine.config.yaml');
    expect(await codes('\0\ufffe')).toContain('multi-engine.config.yaml');
    expect(await codes('')).toContain('"C124"');
    spawnSync('rm', [settings]);
    spawnSync('mkdir', [settings]);
    client.published = [];
    await client.connection.sendNotification('textDocument/didSave', null);
    expect(JSON.stringify(await client.found(file, 1))).toContain('multi-engine.config.yaml');
    expect(await fateOf(client)).toEqual(WELL);
  });
});
