import { describe, expect, it } from 'vitest';
import { baseOf } from '../../src/configuration/address.js';
import { withoutTrailingSlash } from '../../src/core/text/url.js';
import { maskText } from '../../src/configuration/secrets/masked-source.js';
import { engineSettings } from '../../src/optimize/engine-settings.js';
import { engineWith, entryWith, fileOf, interpreted } from './helpers.js';

describe('an entry is read as Optimize binds it', () => {
  it('with all its settings', () => {
    const entry = entryWith(
      [
        'name: default',
        'rest: HTTP://Host:80/engine-rest/',
        'importEnabled: true',
        'authentication: {enabled: true, user: u, password: p}',
        'webapps: {endpoint: http://x}',
        'defaultTenant: {id: t, name: T}',
        'excludedTenants: [a, 5]',
      ].join('\n'),
    );
    expect(entry).toEqual({
      alias: 'a',
      file: 'test.yaml',
      pointer: '/engines/a',
      name: 'default',
      rest: 'HTTP://Host:80/engine-rest',
      base: 'http://host/engine-rest',
      importEnabled: true,
      authentication: { enabled: true, user: 'u', hasPassword: true },
      hasWebapps: true,
      webappsEndpoint: 'http://x/',
      defaultTenant: { id: 't', name: 'T' },
      excludedTenants: ['a', '5'],
      unresolved: [],
    });
  });

  it('knows each setting that the schema has, however deep, and no key with a slash for one', () => {
    const paths = engineSettings().map(({ name }) => name.replaceAll('.', '/'));
    for (const path of paths) {
      const lines = path.split('/').map((key, depth) => `${'  '.repeat(depth)}${key}:`);
      const [each] = fileOf(engineWith(`${lines.join('\n')} here`)).entries;
      expect(each?.node(path), path).toMatchObject(path.includes('/') ? { raw: 'here' } : { kind: 'scalar' });
      if (!path.includes('/')) continue;
      const [quoted] = fileOf(engineWith(`"${path}": here`)).entries;
      expect(quoted?.node(path), path).toBeNull();
    }
  });

  for (const [written, value] of [
    ['true', true],
    ['yes', true],
    ['ON', true],
    ['1', true],
    ['-3', true],
    ['0.5', true],
    ["'TRUE'", true],
    ['false', false],
    ['0', false],
    ['0.0', false],
    ["'False'", false],
    ["''", false],
    ['~', false],
    ["'yes'", null],
    ["'1'", null],
    ['tRue', null],
    ['[true]', null],
  ] as const) {
    it(`importEnabled: ${written} is ${value}`, () => {
      expect(entryWith(`importEnabled: ${written}`).importEnabled).toBe(value);
      const faults = fileOf(engineWith(`importEnabled: ${written}`)).schemaFaults;
      expect(faults.map(({ kind }) => kind)).toEqual(value === null ? ['wrong-type'] : []);
    });
  }

  for (const [written, text] of [
    ['0123', '83'],
    ['yes', 'true'],
    ['1.10', '1.1'],
    ['~', null],
    ["''", ''],
    ['*x', null],
    ['[x]', null],
  ] as const) {
    it(`name: ${written} is ${text === null ? 'nothing' : `"${text}"`}`, () => {
      expect(entryWith(`name: ${written}`).name).toBe(text);
    });
  }

  for (const [written, tenants] of [
    ['t1', ['t1']],
    ["'t1,t2'", ['t1,t2']],
    ['[t1, 012]', ['t1', '10']],
    ["'[t1, t2]'", ['t1', 't2']],
    ['${T}', ['x', 'y']],
    ['~', []],
    ["['']", ['']],
  ] as const) {
    it(`excludedTenants: ${written}`, () => {
      expect(entryWith(`excludedTenants: ${written}`, { env: { T: '[x, y]' } }).excludedTenants).toEqual(
        tenants,
      );
    });
  }

  it('a default tenant keeps an empty id and may be null', () => {
    expect(entryWith("defaultTenant: {id: ''}").defaultTenant).toEqual({ id: '', name: null });
    expect(entryWith('defaultTenant:').defaultTenant).toBeNull();
    expect(fileOf(engineWith('defaultTenant:')).schemaFaults).toEqual([]);
  });

  it('names the placeholders that have no value, wherever they stand', () => {
    const entry = entryWith('rest: ${URL}\nauthentication:\n  user: ${U:x}\n  password: ${P}');
    expect(entry.unresolved).toEqual(['URL', 'P']);
    expect(entry.rest).toBeNull();
    expect(entry.authentication).toEqual({ enabled: false, user: 'x', hasPassword: false });
    expect(entry.unresolvedInLogin).toEqual(['P']);
    expect(entry.unresolvedInTenants).toBeUndefined();
    const other = entryWith("defaultTenant: {id: '${T}'}\nexcludedTenants: ['${X}', a]\nname: ${T}");
    expect(other.unresolvedInTenants).toEqual(['T', 'X']);
  });
});

describe('the entry that Optimize brings along', () => {
  for (const text of ['', 'es: {}\n', '- x\n', 'x\n', '---\n']) {
    it(`is used for ${JSON.stringify(text)}`, () => {
      const [entry, ...others] = fileOf(text).engines;
      expect(others).toEqual([]);
      expect(entry).toMatchObject({
        alias: 'camunda-bpm',
        name: 'default',
        rest: 'http://localhost:8080/engine-rest',
        importEnabled: true,
        hasWebapps: true,
        webappsEndpoint: 'http://localhost:8080/camunda',
      });
    });
  }

  it('obeys its variable', () => {
    const [entry] = fileOf('', { env: { OPTIMIZE_CAMUNDABPM_REST_URL: 'http://x/engine-rest/' } }).engines;
    expect(entry?.rest).toBe('http://x/engine-rest');
  });

  for (const text of [
    'engines: {}\n',
    'engines:\n',
    'engines: []\n',
    '"engines": {a: @x}\n',
    'engines\n  a: b\n',
  ]) {
    it(`is not used for ${JSON.stringify(text)}`, () => {
      expect(fileOf(text).engines).toEqual([]);
    });
  }
});

function kinds(text: string): readonly string[] {
  return fileOf(text).schemaFaults.map((fault) => `${fault.kind} ${fault.pointer}`);
}

describe('what the schema says', () => {
  for (const [text, expected] of [
    ['engines:\n', ['engines-not-a-map /engines']],
    ['engines: []\n', ['engines-not-a-map /engines']],
    ['engines: {}\n', ['no-engines /engines']],
    ['engines:\n  a:\n  b: x\n', ['engine-not-a-map /engines/a', 'engine-not-a-map /engines/b']],
    ['engines:\n  a/b: {x: 1}\n', ['unknown-setting /engines/a~1b/x']],
    [
      engineWith('webapps: {x: 1}\nauthentication: x'),
      ['unknown-setting /engines/a/webapps/x', 'wrong-type /engines/a/authentication'],
    ],
    [
      engineWith('rest: {a: 1}\nexcludedTenants: [[x]]'),
      ['wrong-type /engines/a/rest', 'wrong-type /engines/a/excludedTenants/0'],
    ],
    [engineWith('__proto__: x'), ['unknown-setting /engines/a/__proto__']],
  ] as const) {
    it(`${JSON.stringify(text)} has ${expected.join(', ')}`, () => {
      expect(kinds(text).toSorted()).toEqual([...expected].toSorted());
    });
  }

  for (const text of [
    'engines:\n  a: @x\n',
    'engines:\n  a\n    name: x\n',
    engineWith('name: x\ndefaultTenant:\n  id: @x'),
    engineWith('rest: {{ .Values.x }}'),
    'engines:\n  a: &b {name: x}\n  c: *b\n',
    engineWith('<<: *x'),
    engineWith('importEnabled: ${X}'),
  ]) {
    it(`nothing that is only a consequence: ${JSON.stringify(text)}`, () => {
      expect(kinds(text)).toEqual([]);
    });
  }

  it('values in words, and none that is secret', () => {
    const text = [
      'engines:',
      '  a: {importEnabled: "perhaps"}',
      '  b: http://u:hunter2@h/x',
      '  password: hunter2',
      '  c: {authentication: hunter3}',
      '  d: {importEnabled: "${X}"}',
    ].join('\n');
    const found = fileOf(text, { env: { X: 'hunter4' } }).schemaFaults;
    expect(found.map((fault) => ('found' in fault ? fault.found : ''))).toEqual([
      'the text "perhaps"',
      'the text "http://***@h/x"',
      'a text',
      'a text',
      'what the placeholder gives',
    ]);
  });
});

describe('addresses', () => {
  it('lose exactly one slash', () => {
    expect(['http://h/x', 'http://h/x/', 'http://h/x//'].map(withoutTrailingSlash)).toEqual([
      'http://h/x',
      'http://h/x',
      'http://h/x/',
    ]);
  });

  for (const [address, base] of [
    ['HTTP://Host:80/Engine-Rest', 'http://host/Engine-Rest'],
    ['https://host:443', 'https://host'],
    ['https://host:80', 'https://host:80'],
    ['http://u:p@host/x', 'http://host/x'],
    ['http://host/x/', 'http://host/x/'],
    ['host:8080/x', null],
    ['//host/x', null],
    ['ftp://host/x', null],
    ['http://', null],
    ['http:/host', null],
    ['http://host:99999/x', null],
    ['http://ho st/x', null],
    [' http://host/x', null],
  ] as const) {
    it(`${address} has the base ${base}`, () => {
      expect(baseOf(address)).toBe(base);
    });
  }

  it('show no user info', () => {
    expect(maskText('see http://u:p@h/x, ftp://a@b and x@y.z')).toBe(
      'see http://***@h/x, ftp://***@b and x@y.z',
    );
    expect(maskText('http://u:p@ss@h/x@y')).toBe('http://***@h/x@y');
  });
});

describe('a setting', () => {
  const file = fileOf(
    engineWith(
      "name: ' '\nrest: ${R}\nwebapps:\nauthentication: {user: *u, password: p}\ndefaultTenant: [x]",
    ),
  );
  const [view] = file.entries;

  for (const [path, state] of [
    ['name', 'text'],
    ['rest', 'unresolved'],
    ['webapps', 'null'],
    ['webapps/endpoint', 'absent'],
    ['importEnabled', 'absent'],
    ['authentication', 'structure'],
    ['authentication/user', 'unusable'],
    ['defaultTenant', 'structure'],
  ] as const) {
    it(`${path} is ${state}`, () => {
      expect(view?.setting(path).state).toBe(state);
    });
  }

  it('that is a secret has no text', () => {
    expect(view?.setting('authentication/password')).toMatchObject({ state: 'text', text: null });
  });

  it('blank is not empty', () => {
    expect(view?.setting('name')).toMatchObject({ text: ' ', blank: true });
  });

  it('is not called missing where a syntax error or a merge key hides it', () => {
    const views = fileOf('engines:\n  a:\n    name: x\n    x: @y\n  b: {name: x}\n  c: {<<: x}\n').entries;
    expect(views.map(({ partial }) => partial)).toEqual([true, false, true]);
  });
});

describe('several files', () => {
  it('keep their engines apart', () => {
    const one = interpreted(engineWith('name: x'));
    expect(one.configuration.engines.map(({ alias }) => alias)).toEqual(['a']);
    expect(one.configuration.files[0]?.valuesSupplied).toBe(false);
    expect(fileOf('', { defines: { A: '' } }).valuesSupplied).toBe(true);
    expect(fileOf('', { variablesFiles: [new Map()] }).valuesSupplied).toBe(true);
    expect(fileOf('', { env: { A: '' } }).valuesSupplied).toBe(false);
  });
});
