import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { interpret } from '../../../src/configuration/interpret.js';
import { layersOf } from '../../../src/configuration/resolved/layers.js';
import { LazyTree } from '../../../src/configuration/resolved/tree.js';
import { parseYaml } from '../../../src/load/yaml/yaml.js';
import { editor } from '../../../src/run/judge/edits/show-edits.js';
import { checkTexts } from '../../helpers/check-texts.js';
import { growth } from '../../helpers/growth.js';
import { NO_VALUES } from '../helpers.js';

function layers(upper: string, base: string) {
  return layersOf(parseYaml({ name: 'upper', text: upper }), parseYaml({ name: 'base', text: base }));
}

/** Two files of so many keys, one over the other. */
function merge(count: number): void {
  const keys = Array.from({ length: count }, (_, index) => `k${index}: {a: 1, b${index}: 2}`).join('\n');
  const { root } = layers(keys, keys.replaceAll('a: 1', 'c: 1'));
  expect(root?.kind === 'mapping' && root.entries.length).toBe(count);
}

function merged(upper: string, base: string): unknown {
  const tree = new LazyTree(layers(upper, base), NO_VALUES);
  return tree.root === null ? null : JSON.parse(JSON.stringify(tree.value(tree.root)));
}

describe('a file over a base becomes what Optimize makes of both', () => {
  it.each([
    ['mappings key by key', 'a: {b: {c: 1}}', 'a: {b: {d: 2}, e: 3}', { a: { b: { d: 2, c: 1 }, e: 3 } }],
    ['a scalar replaces', 'a: 2', 'a: 1', { a: 2 }],
    ['null replaces a scalar', 'a: null', 'a: 1', { a: null }],
    ['a list replaces as a whole', 'a: [3]', 'a: [1, 2]', { a: [3] }],
    ['a list replaces a scalar', 'a: [3]', 'a: 1', { a: [3] }],
    ['a mapping replaces a scalar', 'a: {b: 1}', 'a: 1', { a: { b: 1 } }],
    ['null over a mapping is ignored', 'import:', 'import: {data: 1}', { import: { data: 1 } }],
    ['a list over a mapping is ignored', 'a: [1]', 'a: {b: 1}', { a: { b: 1 } }],
    ['a scalar over a mapping is ignored', 'a: {b: x}', 'a: {b: {c: 1}}', { a: { b: { c: 1 } } }],
    ['engines replaces as a whole', 'engines: {x: {}}', 'engines: {y: {name: d}}', { engines: { x: {} } }],
    ['engines replaces with nothing, too', 'engines:', 'engines: {y: {}}', { engines: null }],
    [
      'engines further down is no exception',
      'a: {engines: {x: 1}}',
      'a: {engines: {y: 2}}',
      { a: { engines: { y: 2, x: 1 } } },
    ],
    ['an empty file', '', 'a: 1', { a: 1 }],
    ['an empty base', 'a: 1', '', { a: 1 }],
    ['a file that is no mapping', '- a', 'a: 1', { a: 1 }],
    ['a base that is no mapping', 'a: 1', '- a', { a: 1 }],
    ['of equal keys the last', 'a: 1\na: 2', 'a: 3\na: {b: 4}', { a: { b: 4 } }],
    ['order of the base', 'z: 1\na: 2', 'a: 1\nm: 3', { a: 2, m: 3, z: 1 }],
  ])('%s', (_, upper, base, result) => {
    expect(JSON.stringify(merged(upper, base))).toBe(JSON.stringify(result));
  });

  it('with __proto__ as a key like any other', () => {
    const tree = new LazyTree(
      layers('__proto__: {a: 1}\nx: {__proto__: 1}', '__proto__: {b: 2}\nx: {constructor: 3}'),
      NO_VALUES,
    );
    const { root } = tree;
    if (root?.kind !== 'mapping') throw new Error('no mapping');
    expect([...root.byKey.keys()]).toEqual(['__proto__', 'x']);
    const value = tree.value(root) as Record<string, object>;
    const inherited = Object.getOwnPropertyNames(Object.prototype).filter((name) => name in value);
    expect(inherited).toEqual(['__proto__']);
    expect(Object.keys(value['x'] ?? {})).toEqual(['constructor', '__proto__']);
    expect(Object.keys(Object.getOwnPropertyDescriptor(value, '__proto__')?.value as object)).toEqual([
      'b',
      'a',
    ]);
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it.each([
    ['/a/b', 'a: {b: 1}', 'a: {b: 2}', 'upper'],
    ['/a/c', 'a: {b: 1}', 'a: {c: 2}', 'base'],
    ['/a/d', 'a: {b: 1}', 'a: {c: 2}', 'upper'],
    ['/a', 'a:', 'a: {c: 2}', 'base'],
    ['/a/c', 'a: x', 'a: {c: 2}', 'base'],
    ['/a/c/e', '', 'a: {c: 2}', 'base'],
    ['/engines/a/name', 'engines: {b: 1}', 'engines: {a: {name: d}}', 'upper'],
    ['/engines/a/name', 'x: 1', 'engines: {a: {name: d}}', 'base'],
    ['/b', '', 'a: 1', 'upper'],
    ['', 'a: 1', 'a: 1', 'upper'],
  ])('%s of %s over %s stands in the %s', (pointer, upper, base, holder) => {
    expect(layers(upper, base).holderOf(pointer).file.name).toBe(holder);
  });

  it('in time that grows with the files, not with their product', async () => {
    expect(await growth(merge, 5_000, 8, 1)).toBeLessThan(24);
  });

  it('and copes with more levels than Optimize reads', async () => {
    const deep = `x: ${'{a: '.repeat(50_000)}1${'}'.repeat(50_000)}\n`;
    const { findings, defects } = await checkTexts({ 'a.yaml': deep, 'base.yaml': deep });
    expect(defects).toEqual([]);
    expect(findings.filter(({ rule }) => rule === 'C101').map(({ locations }) => locations[0]?.file)).toEqual(
      ['a.yaml', 'base.yaml'],
    );
  });
});

/** An engine without a fault of its own. */
function engine(alias: string, more = ''): string {
  return `engines:
  ${alias}:
    name: default
    rest: https://${alias}.example/engine-rest
    importEnabled: true
    defaultTenant: {id: ${alias}, name: ${alias}}
    authentication: {enabled: false}
    webapps: {endpoint: "https://${alias}.example/camunda", enabled: true}
${more}`;
}

/** `RULE file:line` of every place of every finding. */
async function found(
  texts: Readonly<Record<string, string>>,
  options?: Parameters<typeof checkTexts>[1],
): Promise<readonly string[]> {
  const { findings, defects } = await checkTexts(texts, options);
  expect(defects).toEqual([]);
  return findings.map(
    ({ rule, locations }) => `${rule} ${locations.map(({ file, line }) => `${file}:${line}`).join(' ')}`,
  );
}

function timeouts(connection: number): string {
  return `engine-commons:\n  connection: {timeout: ${connection}}\n  read: {timeout: 1}\n`;
}

function secret(text: string): string {
  return `security: {auth: {token: {secret: "${text}"}}}\n`;
}

const EU = engine('eu');
const SIZE = 'import: {data: {tenant: {maxPageSize: 0}}}\n';

describe('findings judge what Optimize reads and point to where it stands', () => {
  it.each([
    ['the base', { 'a.yaml': EU, 'base.yaml': `# first\n${SIZE}` }, ['C154 base.yaml:2']],
    ['the file over it', { 'a.yaml': EU + SIZE, 'base.yaml': SIZE.replace('0', '9') }, ['C154 a.yaml:9']],
    ['nowhere, where the file mends it', { 'a.yaml': EU + SIZE.replace('0', '9'), 'base.yaml': SIZE }, []],
    [
      'the base, over which null is ignored',
      { 'a.yaml': `${EU}import:\n`, 'base.yaml': SIZE },
      ['C154 base.yaml:1'],
    ],
    [
      'engines of the base',
      { 'a.yaml': 'ui: 1\n', 'base.yaml': EU.replace('default', '"a b"') },
      ['C134 base.yaml:3'],
    ],
    [
      'no engines of the base where the file has some',
      { 'a.yaml': EU, 'base.yaml': 'engines: {b: {name: "a b"}}' },
      [],
    ],
    ['engines that are nothing', { 'a.yaml': '\nengines:\n', 'base.yaml': EU }, ['C121 a.yaml:2']],
    [
      'what is missing in an entry of the base',
      { 'a.yaml': '', 'base.yaml': EU.replace(/ {4}name.*\n/u, '') },
      ['C127 base.yaml:2'],
    ],
    [
      'a deleted setting of the base',
      { 'a.yaml': EU, 'base.yaml': 'es: {clusterName: x}' },
      ['C151 base.yaml:1'],
    ],
    [
      'a deleted setting that the file takes back',
      { 'a.yaml': `${EU}es: {clusterName: }`, 'base.yaml': 'es: {clusterName: x}' },
      [],
    ],
    ['a leftover in the base', { 'a.yaml': EU, 'base.yaml': 'es: {scrollTimeout: 1}' }, ['C152 base.yaml:1']],
    [
      'a duplicate of the base',
      { 'a.yaml': EU, 'base.yaml': 'ui: 1\nui: 2' },
      ['C102 base.yaml:1 base.yaml:2'],
    ],
    ['a tab of the base', { 'a.yaml': EU, 'base.yaml': 'ui:\n\ty: 1\n' }, ['C101 base.yaml:2']],
    [
      'a second document of the base',
      { 'a.yaml': EU, 'base.yaml': 'ui: 1\n---\ny: 1' },
      ['C104 base.yaml:2'],
    ],
    ['a placeholder of the base', { 'a.yaml': EU, 'base.yaml': 'ui: ${NAME}' }, ['C111 base.yaml:1']],
    ['no placeholder that is replaced', { 'a.yaml': `${EU}ui: 1`, 'base.yaml': 'ui: ${NAME}' }, []],
    ['what only looks like a placeholder', { 'a.yaml': EU, 'base.yaml': 'ui: ${ N }' }, ['C114 base.yaml:1']],
    ['a key with a placeholder', { 'a.yaml': EU, 'base.yaml': 'ui: {"${N}": 1}' }, ['C115 base.yaml:1']],
    [
      'a surprising scalar',
      { 'a.yaml': EU, 'base.yaml': 'es: {security: {username: 0123}}' },
      ['C105 base.yaml:1'],
    ],
    [
      'a secret',
      { 'a.yaml': EU, 'base.yaml': 'es: {security: {password: "hunter2"}}' },
      ['C137 base.yaml:1'],
    ],
    ['neither has engines', { 'a.yaml': 'ui: 1', 'base.yaml': 'es: 1' }, ['C107 a.yaml:1']],
    ['a file that is none', { 'a.yaml': '- engines', 'base.yaml': EU }, ['C107 a.yaml:1']],
    [
      'a file whose engines may be hidden',
      { 'a.yaml': 'b: [engines: {}\n', 'base.yaml': engine('eu').replace('default', '"a b"') },
      ['C101 a.yaml:1'],
    ],
  ])('%s', async (_, texts, expected) => {
    // The built-in entry has findings of its own.
    expect(await found(texts, { skip: ['C133', 'C145', 'C146'] })).toEqual(expected);
  });

  it('timeouts of the base count for the engines of the file', async () => {
    const two = EU + engine('us').replace('engines:\n', '');
    expect(await found({ 'a.yaml': two, 'base.yaml': timeouts(1) })).toEqual([]);
    expect(await found({ 'a.yaml': two, 'base.yaml': timeouts(0) })).toEqual(['C153 base.yaml:2']);
    expect(await found({ 'a.yaml': two, 'base.yaml': '' })).toEqual(['C153 a.yaml:1']);
  });

  it('the variables of the built-in entry count once the base asks for them', async () => {
    const base = EU.replace(
      'https://eu.example/engine-rest',
      '${OPTIMIZE_CAMUNDABPM_REST_URL:https://x/engine-rest}',
    );
    const environment = { OPTIMIZE_CAMUNDABPM_REST_URL: 'https://y/engine-rest' };
    expect(await found({ 'a.yaml': 'ui: 1', 'base.yaml': base }, { environment })).toEqual([]);
    expect(await found({ 'a.yaml': EU, 'base.yaml': base }, { environment })).toEqual(['C147 a.yaml:1']);
  });

  it('comments in the base silence what stands there', async () => {
    const base = `# multi-engine-ignore C154 -- known\n${SIZE}`;
    expect(await found({ 'a.yaml': EU, 'base.yaml': base })).toEqual([]);
    expect(await found({ 'a.yaml': EU, 'base.yaml': `# multi-engine-ignore C154 -- known\nui: 1` })).toEqual([
      'S901 base.yaml:1',
    ]);
  });

  it('the rows of engines say where they stand', async () => {
    const { engines, files } = await checkTexts({ 'a.yaml': 'ui: 1', 'base.yaml': `# first\n${EU}` });
    expect(engines).toMatchObject([{ alias: 'eu', file: 'base.yaml', line: 3 }]);
    expect(files).toEqual(['a.yaml', 'base.yaml']);
  });
});

describe('a base of odd bytes', () => {
  it.each([
    ['a byte order mark', `\ufeff# c\n${SIZE}`, ['C154 base.yaml:2:39']],
    ['CRLF', `# c\r\n${SIZE}`, ['C154 base.yaml:2:39']],
    ['lone CR', `# c\r${SIZE}`, ['C154 base.yaml:2:39']],
    [
      'wide characters',
      `# c\nw: 1\nimport: {"漢字😀": 1, data: {tenant: {maxPageSize: 0}}}\n`,
      ['C154 base.yaml:3:50'],
    ],
    ['NUL', `x: "a\0b"\n${SIZE}`, ['C101 base.yaml:1:6', 'C154 base.yaml:2:39']],
    ['a control character', `x: "a\u0007b"\n${SIZE}`, ['C101 base.yaml:1:6', 'C154 base.yaml:2:39']],
    ['a megabyte in one word', `x: ${'y'.repeat(1_000_000)}\n${SIZE}`, ['C154 base.yaml:2:39']],
    ['too many characters', `engines: {}\nx: "${'y'.repeat(3_200_000)}"\n`, ['C101 base.yaml:2:3145717']],
  ])('%s', async (_, base, expected) => {
    const { findings, defects } = await checkTexts({ 'a.yaml': EU, 'base.yaml': base });
    expect(defects).toEqual([]);
    expect(
      findings.map(({ rule, locations: [at] }) => `${rule} ${at?.file}:${at?.line}:${at?.column}`),
    ).toEqual(expected);
  });

  it('in UTF-16', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-utf-16-'));
    const base = path.join(folder, 'utf-16.yaml');
    writeFileSync(base, Buffer.from(`\ufeff# c\n${SIZE}`, 'utf16le'));
    const { findings } = await checkTexts({ 'a.yaml': EU }, { base });
    expect(findings.map(({ rule }) => rule)).toEqual(['C106', 'C154']);
    expect(findings[0]?.locations[0]?.file).toBe(base);
  });
});

describe('a base below each node of a cluster', () => {
  const off = EU.replace('importEnabled: true', 'importEnabled: false');

  it('is reported once', async () => {
    expect(await found({ 'a.yaml': EU, 'b.yaml': off, 'base.yaml': `${SIZE}ui: 1\nui: \${N}\n` })).toEqual(
      expect.arrayContaining(['C154 base.yaml:1', 'C102 base.yaml:2 base.yaml:3', 'C111 base.yaml:3']),
    );
    const all = await found({ 'a.yaml': EU, 'b.yaml': off, 'base.yaml': SIZE });
    expect(all.filter((text) => text.startsWith('C154'))).toHaveLength(1);
  });

  it('gives them one token secret', async () => {
    const codes = await found({ 'a.yaml': EU, 'b.yaml': off, 'base.yaml': secret('${TOKEN:x}') });
    expect(codes.some((text) => text.startsWith('C214'))).toBe(false);
    expect(
      (await found({ 'a.yaml': EU + secret('first'), 'b.yaml': off, 'base.yaml': secret('second') })).filter(
        (text) => text.startsWith('C214'),
      ),
    ).toEqual(['C214 a.yaml:9 base.yaml:1']);
    expect(
      (await found({ 'a.yaml': EU, 'b.yaml': off, 'base.yaml': 'ui: 1' })).filter((text) =>
        text.startsWith('C214'),
      ),
    ).toEqual(['C214 a.yaml:1 b.yaml:1']);
  });

  it('whose engines both would import', async () => {
    const codes = await found({ 'a.yaml': 'ui: 1', 'b.yaml': 'es: 1', 'base.yaml': EU }, { only: ['C211'] });
    expect(codes).toEqual(['C211 base.yaml:5']);
    const one = await found(
      { 'a.yaml': 'ui: 1', 'b.yaml': off, 'base.yaml': EU },
      { only: ['C211', 'C212', 'C215'] },
    );
    expect(one).toEqual([]);
  });

  it('whose clean-up runs on the node that does not import', async () => {
    const base = 'historyCleanup:\n  processDataCleanup: {enabled: true}\n';
    expect(await found({ 'a.yaml': EU, 'b.yaml': off, 'base.yaml': base }, { only: ['C213'] })).toEqual([
      'C213 base.yaml:2',
    ]);
  });

  it('whose entry a node contradicts', async () => {
    const other = EU.replace('https://eu.example/engine-rest', 'https://other.example/engine-rest');
    expect(await found({ 'a.yaml': 'ui: 1', 'b.yaml': other, 'base.yaml': EU }, { only: ['C215'] })).toEqual([
      'C215 base.yaml:4 b.yaml:4',
    ]);
  });
});

describe('secrets of a base', () => {
  const base = parseYaml({
    name: 'base',
    text: `engines: {a: {rest: "http://CANARY-1:CANARY-2@h/", authentication: {enabled: true, user: u, password: CANARY-3}}}\nes: {security: {password: CANARY-4}}\n`,
  });

  function vaultOf(text: string) {
    const { configuration, vault } = interpret([parseYaml({ name: 'file', text })], NO_VALUES, base);
    return { configuration, vault, entry: configuration.engines[0] };
  }

  it('are known to the vault, also those that the file replaces', () => {
    for (const text of ['', 'engines: {b: {}}\nes: {security: {password: x}}'])
      for (const each of ['CANARY-2', 'CANARY-3', 'CANARY-4'])
        expect(vaultOf(text).vault.hide(`once ${each}.`)).toBe('once ***.');
  });

  it('reach the client', () => {
    const { vault, entry } = vaultOf('ui: 1');
    expect(entry && vault.credentialsOf(entry)).toEqual({ user: 'u', password: 'CANARY-3' });
    expect(entry && vault.addressOf(entry)).toBe('http://CANARY-1:CANARY-2@h');
  });

  it('are masked in frames', async () => {
    const { sources } = await checkTexts({
      'a.yaml': `${EU}# once CANARY-3\nx: 1\nx: 2\n`,
      'base.yaml': `${base.file.text}y: 1\ny: 2\n`,
    });
    expect(Object.keys(sources)).toEqual(['a.yaml', 'base.yaml']);
    expect(JSON.stringify(sources)).not.toContain('CANARY');
  });

  it('are masked in edits of the file above it', () => {
    const own = 'engines: {a: {rest: "http://h/", authentication: {user: u, password: CANARY-5}}}';
    const { configuration, vault } = vaultOf(own);
    const edit = { kind: 'remove', file: 'file', pointer: '/engines/a/rest' } as const;
    const lines = editor(configuration, vault)([edit])?.join('\n') ?? '';
    expect(lines).toMatch(/^\+engines: \{a: \{authentication: .*password: \*\*\*/mu);
    expect(lines).not.toContain('CANARY');
  });

  it('stay alone: no edit is made in a base, which is of others', () => {
    const { configuration, vault } = vaultOf('ui: 1');
    const show = editor(configuration, vault);
    const file = 'file';
    expect(show([{ kind: 'remove', file, pointer: '/engines/a/rest' }])).toBeNull();
    expect(show([{ kind: 'set', file, pointer: '/engines/a/rest', value: 'http://x/' }])).toBeNull();
    expect(show([{ kind: 'rename', file, pointer: '/es/security', key: 'x' }])).toBeNull();
    expect(show([{ kind: 'set', file, pointer: '/es/security/username', value: 'y' }])).toEqual([
      '--- file',
      '@@ -1,1 +1,4 @@',
      ' ui: 1',
      '+es:',
      '+  security:',
      '+    username: y',
    ]);
  });

  it('and no edit is offered where both files have the value', () => {
    const { configuration, vault } = vaultOf('es: {security: {password: x}, y: 1}');
    const edit = { kind: 'remove', file: 'file', pointer: '/es/security/password' } as const;
    expect(editor(configuration, vault)([edit])).toBeNull();
  });
});
