import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/core/edit.js';
import { edited } from '../../src/edit/edited.js';
import { interpreted } from '../configuration/helpers.js';
import { editor } from '../../src/run/judge/edits/show-edits.js';
import { parse } from '../load/helpers.js';

function after(text: string, ...changes: readonly Change[]): string | null {
  return edited(parse(text), changes);
}

function shown(text: string, ...changes: readonly Change[]): readonly string[] | null {
  const { configuration, vault } = interpreted(text);
  return editor(configuration, vault)(changes.map((change) => ({ ...change, file: 'test.yaml' })));
}

const SET = { kind: 'set', pointer: '/engines/a/importEnabled', value: true } as const;
const REMOVE = { kind: 'remove', pointer: '/engines/a/enabled' } as const;

describe('an edit keeps how the file is written', () => {
  it.each<[string, string, Change, string]>([
    ['braces', 'engines: {a: {name: x}}', SET, 'engines: {a: {name: x, importEnabled: true}}'],
    [
      'JSON on one line',
      '{"engines": {"a": {"name": "x"}}}',
      SET,
      '{"engines": {"a": {"name": "x", "importEnabled": true}}}',
    ],
    [
      'JSON over lines, with sections that were not there',
      '{\n  "a": 1\n}\n',
      { kind: 'set', pointer: '/b/c', value: { d: 'yes', e: [2, 'f'] } },
      '{\n  "a": 1,\n  "b": {"c": {"d": "yes", "e": [2, "f"]}}\n}\n',
    ],
    [
      'JSON in which a number becomes a text',
      '{"a": 1}',
      { kind: 'set', pointer: '/a', value: 'one' },
      '{"a": "one"}',
    ],
    [
      'JSON in which a value moves',
      '{"email": {"username": "x", "port": 1}}',
      { kind: 'move', pointer: '/email/username', to: '/email/authentication/username' },
      '{"email": {"port": 1, "authentication": {"username": "x"}}}',
    ],
    ['empty braces', 'engines: {a: {}}', SET, 'engines: {a: {importEnabled: true}}'],
    [
      'braces over lines',
      'engines: {\n  a: {\n    name: x\n  }\n}\n',
      SET,
      'engines: {\n  a: {\n    name: x,\n    importEnabled: true\n  }\n}\n',
    ],
    [
      'CRLF',
      'engines:\r\n a:\r\n   name: x\r\n',
      SET,
      'engines:\r\n a:\r\n   name: x\r\n   importEnabled: true\r\n',
    ],
    [
      'a lone CR',
      'engines:\r  a:\r    name: x\r',
      SET,
      'engines:\r  a:\r    name: x\r    importEnabled: true\r',
    ],
    [
      'no last line end',
      'engines:\n  a:\n    name: x',
      SET,
      'engines:\n  a:\n    name: x\n    importEnabled: true',
    ],
    [
      'a comment',
      'engines:\n  a:\n    name: x # y\n',
      SET,
      'engines:\n  a:\n    name: x # y\n    importEnabled: true\n',
    ],
    [
      'a value over lines',
      'engines:\n  a:\n    name: "x\n      y"\nes: 1\n',
      SET,
      'engines:\n  a:\n    name: "x\n      y"\n    importEnabled: true\nes: 1\n',
    ],
    [
      'quotes around the key',
      'engines:\n  a:\n    "excludeTenant": [b]\n',
      { kind: 'rename', pointer: '/engines/a/excludeTenant', key: 'excludedTenants' },
      'engines:\n  a:\n    "excludedTenants": [b]\n',
    ],
    [
      'a section whose only setting gets another name',
      'engines:\n  a:\n    x:\n      b: 1\n',
      { kind: 'move', pointer: '/engines/a/x/b', to: '/engines/a/x/c' },
      'engines:\n  a:\n    x:\n      c: 1\n',
    ],
    [
      'single quotes',
      "engines: {a: {name: 'x'}}",
      { kind: 'set', pointer: '/engines/a/name', value: "it's" },
      "engines: {a: {name: 'it''s'}}",
    ],
    [
      'a comment behind the value',
      'engines:\n  a:\n    name: x\t \n    rest: "y"   # z\n',
      { kind: 'set', pointer: '/engines/a/rest', value: 'http://h' },
      'engines:\n  a:\n    name: x\t \n    rest: "http://h"   # z\n',
    ],
    [
      'a comment behind an empty section',
      'engines:\n  a:\n    webapps: # none\n    name: x\n',
      { kind: 'set', pointer: '/engines/a/webapps/enabled', value: true },
      'engines:\n  a:\n    webapps: # none\n      enabled: true\n    name: x\n',
    ],
    [
      'a written null',
      'engines:\n    a:\n        webapps: ~ # none\n',
      { kind: 'set', pointer: '/engines/a/webapps', value: { endpoint: 'http://h', enabled: true } },
      'engines:\n    a:\n        webapps: # none\n            endpoint: http://h\n            enabled: true\n',
    ],
    [
      'lines',
      'engines:\n  a:\n    enabled: true # x\n    name: x\n',
      REMOVE,
      'engines:\n  a:\n    name: x\n',
    ],
    ['a list of lines', 'x:\n  - a\n  - b\n', { kind: 'remove', pointer: '/x', item: 'a' }, 'x:\n  - b\n'],
    ['a list in brackets', 'x: [a, b]\n', { kind: 'remove', pointer: '/x', item: 'b' }, 'x: [a]\n'],
    [
      'the other items of a list in brackets',
      'x: [012, "a,b", no] # y\n',
      { kind: 'split', pointer: '/x', item: 'a,b', into: ['a', 'no'] },
      'x: [012, a, "no", no] # y\n',
    ],
    [
      'the other items of a list of lines',
      'x:\n  - 012 # y\n  # z\n  - a,b # w\n  - 1e3\n',
      { kind: 'split', pointer: '/x', item: 'a,b', into: ['a', 'b'] },
      'x:\n  - 012 # y\n  # z\n  - a\n  - b # w\n  - 1e3\n',
    ],
    [
      'a single text that becomes a list',
      "x: 'a,b' # y\n",
      { kind: 'split', pointer: '/x', item: 'a,b', into: ['a', 'b'] },
      'x: [a, b] # y\n',
    ],
    [
      'the sections around what moves',
      'es:\n  old: "1"\n  y: 2\n',
      { kind: 'move', pointer: '/es/old', to: '/security/auth/token' },
      'es:\n  y: 2\nsecurity:\n  auth:\n    token: "1"\n',
    ],
  ])('%s', (_, text, change, expected) => {
    expect(after(text, change)).toBe(expected);
  });
});

const UP = { kind: 'move', pointer: '/optimize/engines', to: '/engines' } as const;

describe('a section that moves', () => {
  it.each<[string, string, Change | readonly Change[], string]>([
    [
      'up, out of a section that keeps something',
      'es:\n  host: h\n  # ours\n  engines:\n    a:\n      name: x # y\n\n      rest: z\n',
      { kind: 'move', pointer: '/es/engines', to: '/engines' },
      'es:\n  host: h\n  # ours\nengines:\n  a:\n    name: x # y\n\n    rest: z\n',
    ],
    [
      'out of a section that has nothing else, with its comments',
      'optimize: # wrong\n  # ours\n  engines: # two\n    a:\n      name: x\n',
      UP,
      '# ours\nengines: # two\n  a:\n    name: x\n',
    ],
    [
      'on one line, with its comments',
      'auth:\n  token:\n    # ours\n    secret: "a" # why\n    # below\n  b: 1\n',
      { kind: 'move', pointer: '/auth/token/secret', to: '/security/auth/token/secret' },
      'auth:\n  b: 1\nsecurity:\n  auth:\n    token:\n      # ours\n      secret: "a" # why\n      # below\n',
    ],
    [
      'on one line, into braces that can hold it',
      'auth:\n  secret: "a"\n  b: 1\nsecurity: {c: 1}\n',
      { kind: 'move', pointer: '/auth/secret', to: '/security/secret' },
      'auth:\n  b: 1\nsecurity: {c: 1, secret: "a"}\n',
    ],
    [
      'out of two sections that have nothing else',
      'x: 1\ncamunda:\n  optimize:\n    engines:\n      a: {name: x}\n',
      { kind: 'move', pointer: '/camunda/optimize/engines', to: '/engines' },
      'x: 1\nengines:\n  a: {name: x}\n',
    ],
    [
      'together with another one',
      'optimize:\n  engines:\n    a:\n      name: x\n  es:\n    b: 1\n',
      [UP, { kind: 'move', pointer: '/optimize/es', to: '/es' }],
      'engines:\n  a:\n    name: x\nes:\n  b: 1\n',
    ],
    [
      'down, into a new section of its own',
      'import:\n  dmn:\n    enabled: false\n',
      { kind: 'move', pointer: '/import/dmn', to: '/import/data/dmn' },
      'import:\n  data:\n    dmn:\n      enabled: false\n',
    ],
    [
      'with a list, a text of several lines and CRLF',
      'a:\r\n  b:\r\n  - c\r\n  - d: |\r\n      e\r\n\r\n      f\r\n  g: 1\r\n',
      { kind: 'move', pointer: '/a/b', to: '/b' },
      'a:\r\n  g: 1\r\nb:\r\n- c\r\n- d: |\r\n    e\r\n\r\n    f\r\n',
    ],
    [
      'in braces that hold nothing else',
      '{ optimize: {engines: {a: {name: x}}} }',
      UP,
      '{ engines: {a: {name: x}} }',
    ],
    [
      'in braces',
      '{optimize: {engines: {a: {name: x}}, b: 1}}',
      UP,
      '{optimize: {b: 1}, engines: {a: {name: x}}}',
    ],
  ])('%s', (_what, text, changes, wanted) => {
    expect(after(text, ...[changes].flat())).toBe(wanted);
  });

  it.each([
    ['the place is taken', 'optimize:\n  engines:\n    a: 1\nengines: {}\n', UP],
    ['braces spread over lines', 'optimize: {\n  engines: {\n    a: 1\n  }, b: 1\n}\n', UP],
    [
      'its comment has no place in braces',
      'auth:\n  secret: "a" # why\n  b: 1\nsecurity: {c: 1}\n',
      { kind: 'move', pointer: '/auth/secret', to: '/security/secret' },
    ],
    ['it does not begin its line', 'optimize: {engines: {\n a: 1}}\n', UP],
  ] as const)('stays where %s', (_what, text, change) => {
    expect(after(text, change)).toBeNull();
  });
});

describe('no edit is offered', () => {
  it.each<[string, string, Change]>([
    [
      'for a key in the dash line of a list',
      'x:\n  - a: 1\n    b: 2\n',
      { kind: 'remove', pointer: '/x/0/a' },
    ],
    [
      'that would empty a section of an engine',
      'engines: {a: {x: {y: 1}}}',
      { kind: 'remove', pointer: '/engines/a/x/y' },
    ],
    ['for a name that is taken', 'x: {a: 1, b: 2}', { kind: 'rename', pointer: '/x/a', key: 'b' }],
    [
      'that changes what a kept block of lines says',
      'x:\n  a: |+\n    b\n\n\n',
      { kind: 'set', pointer: '/x/c', value: 1 },
    ],
    ['where a text stands in the way', 'engines: {a: x}', SET],
    [
      'for a removed key whose first value would come to life',
      'x: {a: 1, a: 2, b: 3}',
      { kind: 'remove', pointer: '/x/a' },
    ],
    ['in a damaged file', 'engines:\n  a:\n    name: "x\n    rest: y\n', SET],
  ])('%s', (_, text, change) => {
    expect(after(text, change)).toBeNull();
  });

  it('over a placeholder, whose value is decided elsewhere', () => {
    const text = 'engines:\n  a:\n    name: "${NAME:x}"\n';
    expect(shown(text, { kind: 'set', pointer: '/engines/a/name', value: 'y' })).toBeNull();
  });
});

function entry(alias: string): string {
  return `  ${alias}:\n    name: default\n    rest: http://${alias}\n`;
}

describe('the lines of an edit', () => {
  it('have the numbers of the file, also where only one entry was read again', () => {
    const text = `engines:\n${['b', 'a', 'c'].map(entry).join('')}`;
    expect(shown(text, SET)).toEqual([
      '@@ -7,2 +7,3 @@',
      '     rest: http://a',
      '+    importEnabled: true',
      '   c:',
    ]);
  });

  it('leave out the middle of what goes, and name the file where there are several', () => {
    const long = Array.from({ length: 9 }, (_, index) => `    x${index}: 1\n`).join('');
    const lines = shown(`engines:\n  a:\n${long}  b: {}\n`, { kind: 'remove', pointer: '/engines/a' });
    expect(lines?.slice(-4)).toEqual(['-    x1: 1', '-    x2: 1', '- … 6 more lines', '   b: {}']);
  });

  it.each(['passwort', 'pasword', 'Password'])('show no secret under the misspelled key %s', (key) => {
    const text = `engines:\n  a:\n    authentication:\n      ${key}: hunter2hunter2\n`;
    const lines = shown(text, {
      kind: 'rename',
      pointer: `/engines/a/authentication/${key}`,
      key: 'password',
    });
    expect(lines?.at(-1)).toBe('+      password: ***');
    expect(lines?.join('\n')).not.toContain('hunter2');
  });

  it('of ten thousand faulty engines cost what few reads cost', () => {
    const aliases = Array.from({ length: 10_000 }, (_, index) => `e${index}`);
    const { configuration, vault } = interpreted(`engines:\n${[...aliases, 'last'].map(entry).join('')}`);
    const show = editor(configuration, vault);
    const isMissing = (alias: string): boolean => {
      const pointer = `/engines/${alias}/importEnabled`;
      return show([{ kind: 'set', file: 'test.yaml', pointer, value: true }]) === null;
    };
    expect(aliases.filter(isMissing)).toEqual([]);
    // Nobody reads more.
    expect(isMissing('last')).toBe(true);
  });
});
