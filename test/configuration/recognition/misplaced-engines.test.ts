import { describe, expect, it } from 'vitest';
import { targetOf } from '../../../src/optimize/target.js';
import { interpret } from '../../../src/configuration/interpret.js';
import type { Configuration } from '../../../src/configuration/types.js';
import { edited } from '../../../src/edit/edited.js';
import { parseYaml } from '../../../src/load/yaml/yaml.js';
import { configurationRules } from '../../../src/rules/index.js';
import { runRules } from '../../../src/run/judge/runner.js';
import { fileOf, interpreted, NO_VALUES } from '../helpers.js';

const ENTRY = `orders:
  name: default
  rest: https://orders.example.com/engine-rest
  importEnabled: true
  authentication:
    enabled: false
  webapps:
    endpoint: https://orders.example.com/camunda
    enabled: true
`;
const SETTINGS = ENTRY.replace('orders:\n', '').replaceAll(/^ {2}/gmu, '');

function indented(text: string, by = 2): string {
  return text.replaceAll(/^(?=.)/gmu, ' '.repeat(by));
}

function hitsIn(configuration: Configuration): ReturnType<typeof runRules>['hits'] {
  const { hits, defects } = runRules(configurationRules, { configuration, live: null });
  expect(defects).toEqual([]);
  return hits;
}

function hitsOf(text: string, optimize?: string): ReturnType<typeof runRules>['hits'] {
  return hitsIn(interpreted(text, { target: targetOf(optimize) ?? null }).configuration);
}

function codes(text: string, optimize?: string): readonly string[] {
  return hitsOf(text, optimize).map(({ rule }) => rule.code);
}

const CASES: readonly (readonly [string, string])[] = [
  ['below a section that nobody knows', `optimize:\n  engines:\n${indented(ENTRY, 4)}`],
  ['below two', `camunda:\n  optimize:\n    engines:\n${indented(ENTRY, 6)}    other: 1\n`],
  ['below a section of Optimize', `es:\n  connection: {timeout: 1}\n  engines:\n${indented(ENTRY, 4)}`],
  ['below engine-commons', `engine-commons:\n  engines:\n${indented(ENTRY, 4)}  read: {timeout: 1}\n`],
  [
    'with other sections',
    `optimize:\n  engines:\n${indented(ENTRY, 4)}  engine-commons:\n    read: {timeout: 1}\n  es:\n    connection: {timeout: 1}\n`,
  ],
  ['under another name below another section', `optimize:\n  engine:\n${indented(ENTRY, 4)}`],
  ['in the singular', `engine:\n${indented(ENTRY)}`],
  ['in upper case', `ENGINES:\n${indented(ENTRY)}`],
  ['with a slip', `enignes:\n${indented(ENTRY)}es: {connection: {timeout: 1}}\n`],
  ['as process engines', `processEngines:\n${indented(ENTRY)}`],
  ['as a configuration of engines', `engineConfiguration:\n${indented(ENTRY)}`],
  ['in wide letters', `ｅｎｇｉｎｅｓ:\n${indented(ENTRY)}`],
  ['under the name of the product', `camunda-bpm:\n${indented(ENTRY)}es: {connection: {timeout: 1}}\n`],
  ['without their section', `${ENTRY}engine-commons: {read: {timeout: 1}}\n`],
  [
    'without their section and alias',
    `${SETTINGS.replace('default', 'orders')}engine-commons: {read: {timeout: 1}}\n`,
  ],
  ['in braces', `{Optimize: {engines: {orders: {rest: "http://orders.example.com/engine-rest"}}}}\n`],
];

describe('what has neither an address nor a name', () => {
  it('is no engine in the wrong place, although it has several settings of one', () => {
    const read = 'es: {connection: {timeout: 1}}\n';
    const engines = (settings: string): string => `${read}workers:\n  engines:\n    a: {${settings}}\n`;
    expect(codes(engines('importEnabled: true, webapps: {enabled: true}'))).not.toContain('C120');
    expect(codes(engines('importEnabled: true, name: default'))).toContain('C120');
  });
});

describe('engines as a list', () => {
  const list = '- alias: orders\n  rest: https://orders.example.com/engine-rest\n';

  it.each([
    ['below another section', `optimize:\n  engines:\n${indented(list, 4)}`],
    ['in the singular', `engine:\n${indented(list)}`],
    ['by name', `engine:\n  -\n${indented(ENTRY, 6)}`],
    ['in a list of sections', `optimize:\n  - engines:\n${indented(ENTRY, 6)}`],
    ['in lists of sections', `a:\n  - b:\n      - - engines:\n${indented(ENTRY, 12)}`],
  ])('are one error in the wrong place, which no edit can put right: %s', (_what, text) => {
    const hits = hitsOf(text);
    expect(hits.map(({ rule }) => rule.code)).toEqual(['C120']);
    expect(hits.flatMap(({ hit }) => hit.edits ?? [])).toEqual([]);
  });

  it.each([
    ['a list around the file', '- engines:\n    orders: {rest: "https://orders.example.com"}\n'],
    ['a list in JSON', '[{"engines": {"orders": {"rest": "https://orders.example.com"}}}]\n'],
  ])('or %s are an error: nothing of it is read', (_what, text) => {
    const [hit] = hitsOf(text);
    expect(hit?.rule.code).toBe('C107');
    expect(hit?.rule.severityOf?.(hit.hit.data)).toBe('error');
  });
});

describe('engines in the wrong place', () => {
  it.each(CASES)('are one error and nothing else: %s', (_what, text) => {
    expect(codes(text)).toEqual(['C120']);
    expect(codes(text, '3.15')).toEqual(['C120']);
    expect(fileOf(text).entries).toEqual([]);
  });

  it('are not all that is told: what else nothing reads is another error', () => {
    const text = `optimize:\n  engines:\n${indented(ENTRY, 4)}opt:\n  level: debug\n`;
    expect(codes(text)).toEqual(['C120', 'C156']);
  });

  it.each(CASES)(
    'are in their place after the edit, and nothing else is wrong with that: %s',
    (_what, text) => {
      const after = edited(fileOf(text).document, hitsOf(text)[0]?.hit.edits ?? []);
      expect(after).not.toBeNull();
      const left = codes(after ?? '');
      expect(left).not.toContain('C120');
      expect(fileOf(after ?? '').engines.map(({ alias }) => alias)).toEqual(['orders']);
      if (text.includes('webapps')) expect(left.filter((code) => code !== 'C156')).toEqual([]);
    },
  );

  it('are several, each under its alias again', () => {
    const text = `${ENTRY}# two\n${ENTRY.replaceAll('orders', 'claims')}`;
    const [only, ...more] = hitsOf(text);
    expect([only?.rule.code, more]).toEqual(['C120', []]);
    const after = edited(fileOf(text).document, only?.hit.edits ?? []);
    expect(fileOf(after ?? '').engines.map(({ alias }) => alias)).toEqual(['orders', 'claims']);
  });

  it.each([
    ['where engines are in place', `engines:\n${indented(ENTRY)}Engines:\n${indented(ENTRY)}`, 'C120'],
    ['in a list of nodes', 'es: {connection: {nodes: [{host: a}]}}\n', 'C120'],
    ['under a key that is like engines but holds none', 'engine: {version: 7}\n', 'C120'],
    ['in webhooks', 'webhookAlerting: {webhooks: {engine: {url: "https://a.example.com"}}}\n', 'C120'],
    [
      'where an engine has a strange alias',
      `engines:\n${indented(ENTRY.replace('orders:', 'rest:'))}`,
      'C119',
    ],
    ['where one setting has no value yet', 'engines: {a: null}\n', 'C119'],
    ['where engines are empty', 'engines: {}\n', 'C119'],
  ])('are not seen %s', (_what, text, code) => {
    expect(codes(text)).not.toContain(code);
  });

  it('are looked for only where all of the file can be read', () => {
    expect(codes(`optimize:\n  engines:\n${indented(ENTRY, 4)}es: [\n`)).not.toContain('C120');
  });

  it('do not matter to Optimize 8', () => {
    for (const [, text] of CASES) expect(codes(text, '8.x')).not.toContain('C120');
  });

  it('leave the base without effect', () => {
    const base = parseYaml({ name: 'base.yaml', text: `engines:\n${indented(ENTRY)}` });
    const upper = parseYaml({ name: 'a.yaml', text: `Engines:\n${indented(ENTRY)}` });
    const { configuration } = interpret([upper], NO_VALUES, base);
    expect(hitsIn(configuration).map(({ rule }) => rule.code)).toEqual(['C120']);
  });

  it.each(['application.yml', 'config/application-prod.yaml', 'C:\\etc\\Application.yml'])(
    'are told where they are in %s',
    (name) => {
      for (const text of [`engines:\n${indented(ENTRY)}`, `camunda:\n  engines:\n${indented(ENTRY, 4)}`]) {
        const { configuration } = interpret([parseYaml({ name, text })], NO_VALUES);
        const [first, ...more] = hitsIn(configuration);
        expect([first?.rule.code, first?.hit.edits, more]).toEqual(['C120', [], []]);
      }
    },
  );

  it('are nobody’s business in a file of another name', () => {
    const text = `engines:\n${indented(ENTRY)}`;
    const { configuration } = interpret([parseYaml({ name: 'my-application.yml', text })], NO_VALUES);
    expect(hitsIn(configuration)).toEqual([]);
  });
});

describe('engines below another level', () => {
  it.each([
    ['the name of an environment', `engines:\n  production:\n${indented(ENTRY, 4)}`, 'production'],
    ['the singular', `engines:\n  engine:\n${indented(ENTRY, 4)}`, 'engine'],
    ['the same key', `engines:\n  engines:\n${indented(ENTRY, 4)}`, 'engines'],
    [
      'a level beside engines in their place',
      `engines:\n${indented(ENTRY)}  test:\n${indented(ENTRY, 4)}`,
      'test',
    ],
  ])('are one error, and no engine is made of %s', (_what, text, key) => {
    const [first, ...more] = hitsOf(text);
    expect([first?.rule.code, first?.hit.data, more]).toMatchObject([
      'C120',
      { kind: 'too-deep', where: key, names: ['orders'] },
      [],
    ]);
  });

  it('are none where the level has a setting of an engine', () => {
    const text = `engines:\n  production:\n    name: default\n${indented(ENTRY, 4)}`;
    expect(codes(text)).not.toContain('C120');
  });
});

describe('the settings of an engine at the top', () => {
  it('are none with a name alone, or where other keys hold an address', () => {
    expect(codes(`name: default\nes: {connection: {timeout: 1}}\n`)).not.toContain('C120');
    expect(codes(`url: https://a.example.com\nes: {connection: {timeout: 1}}\n`)).not.toContain('C120');
  });
});

describe('an engine without an alias', () => {
  it.each([
    ['on lines', `engines:\n${indented(SETTINGS)}`, 'camunda-bpm'],
    ['in braces', 'engines: {name: orders, rest: "https://orders.example.com/engine-rest"}\n', 'orders'],
    ['without a name', 'engines:\n  rest: https://orders.example.com/engine-rest\n', 'camunda-bpm'],
    ['with CRLF', `engines:\n${indented(SETTINGS)}`.replaceAll('\n', '\r\n'), 'camunda-bpm'],
    [
      'with a name that needs quotes',
      `engines:\n${indented(SETTINGS.replace('default', '"a b"'))}`,
      'camunda-bpm',
    ],
  ])('is one error, with the block under an alias: %s', (_what, text, alias) => {
    const [first, ...more] = hitsOf(text);
    expect([first?.rule.code, more]).toEqual(['C119', []]);
    const after = edited(fileOf(text).document, first?.hit.edits ?? []);
    expect(fileOf(after ?? '').engines.map((engine) => engine.alias)).toEqual([alias]);
    expect(codes(after ?? '')).not.toContain('C119');
  });
});

describe('a section that is no engine', () => {
  it.each([
    ['has a list where an engine has its address', 'engine:\n  orders:\n    rest: [a, b]\n'],
    ['has a name and one setting of an engine', 'engine:\n  orders:\n    name: x\n'],
    ['has a name and a list of the name of a setting', 'engine:\n  orders:\n    name: x\n    webapps: [a]\n'],
    [
      'has an address, but is not under a name like "engines"',
      'search:\n  orders:\n    name: x\n    url: http://a\n',
    ],
    [
      'has no address beside one that has',
      'search:\n  orders: {name: x, rest: "http://a"}\n  size: {rest: 3, name: [x]}\n  more: 3\n',
    ],
    ['has an address at the top', 'orders:\n  name: x\n  url: http://a\n'],
    ['has a section where an engine has its address', 'engine:\n  orders:\n    url: {host: a}\n'],
    ['has an address that is no setting of it', 'engine:\n  url: http://a\n  version: 7\n'],
    ['has settings that no engine has', 'engine:\n  orders:\n    name: x\n    size: 3\n    colour: red\n'],
  ])('%s', (_, text) => {
    expect(codes(text)).not.toContain('C120');
  });

  it.each([
    ['has an address', 'engine:\n  orders:\n    rest: http://a/engine-rest\n'],
    [
      'has a name and another setting of an engine',
      'engine:\n  orders:\n    name: x\n    importEnabled: true\n',
    ],
    ['has settings in another case', 'Engines:\n  orders:\n    Name: x\n    Rest: http://a/engine-rest\n'],
    ['has them with other dashes', 'engine:\n  orders:\n    name: x\n    import-enabled: true\n'],
    [
      'has its address under another name',
      'engine:\n  orders:\n    name: x\n    url: http://a/engine-rest\n',
    ],
    ['has nothing but such an address', 'engine:\n  orders:\n    baseUrl: "${ORDERS_URL}"\n'],
    ['is one without an alias', 'engine:\n  name: x\n  url: http://a/engine-rest\n'],
    [
      'stands in a list of its own',
      'optimize:\n  engines:\n    orders:\n      - name: x\n        url: http://a\n',
    ],
    ['stands in a list', 'engine:\n  - name: x\n    url: http://a/engine-rest\n'],
    [
      'is below another section',
      'optimize:\n  engines:\n    orders:\n      Name: x\n      Url: http://a/engine-rest\n',
    ],
    ['stands at the top in another case', 'orders:\n  Name: x\n  Rest: http://a/engine-rest\n'],
  ])('is none of these where it %s', (_, text) => {
    expect(codes(text)).toContain('C120');
  });
});
