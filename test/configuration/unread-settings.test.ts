import { describe, expect, it } from 'vitest';
import { targetOf } from '../../src/optimize/target.js';
import { edited } from '../../src/edit/edited.js';
import { configurationRules } from '../../src/rules/index.js';
import { unreadSettingsOf } from '../../src/rules/shared/configuration/unread-settings.js';
import { runRules } from '../../src/run/judge/runner.js';
import { fileOf, interpreted } from './helpers.js';

/** `name → what was probably meant`. */
function unread(text: string): readonly string[] {
  return unreadSettingsOf(fileOf(text)).map(({ name, meant }) => `${name} → ${meant?.join('.') ?? '?'}`);
}

function hitsOf(text: string, optimize?: string): ReturnType<typeof runRules>['hits'] {
  const { configuration } = interpreted(text, { target: targetOf(optimize) ?? null });
  return runRules(configurationRules, { configuration, live: null }).hits;
}

function codes(text: string, optimize?: string): readonly string[] {
  return hitsOf(text, optimize).map(({ rule }) => rule.code);
}

const TWO = `engines:
  a: {name: a, rest: "https://a.example.com/engine-rest", importEnabled: true, defaultTenant: {id: a, name: a}, authentication: {enabled: false}, webapps: {endpoint: "https://a.example.com/camunda", enabled: true}}
  b: {name: b, rest: "https://b.example.com/engine-rest", importEnabled: true, defaultTenant: {id: b, name: b}, authentication: {enabled: false}, webapps: {endpoint: "https://b.example.com/camunda", enabled: true}}
`;

describe('a key that no release reads', () => {
  it.each([
    ['another case', 'serialization: {engineDateformat: x}', 'serialization.engineDateFormat'],
    ['other separators', 'engine_commons: {read: {timeout: 1}}', 'engine-commons'],
    ['no separators', 'history-cleanup: {ttl: P1Y}', 'historyCleanup'],
    ['a slip', 'es: {conection: {timeout: 1}}', 'es.connection'],
    ['a plural', 'security: {auth: {superUserId: [a]}}', 'security.auth.superUserIds'],
    ['a missing level', 'import: {dmn: {enabled: false}}', 'import.data.dmn'],
    ['two missing levels', 'import: {metadata: {maxPageSize: 1}}', 'import.data.user-task-worker.metadata'],
    ['a missing section', 'superUserIds: [a]', 'security.auth.superUserIds'],
    ['a level too much', 'optimize: {a: 1}\nes: {email: {enabled: true}}', 'email'],
    ['dots for levels', 'es.connection.timeout: 5', 'es.connection.timeout'],
    ['dots below a section', 'es: {connection.timeout: 5}', 'es.connection.timeout'],
    ['what the documentation calls it', 'localization: {fallbackLocale: en}', 'locales'],
    ['an item of a list', 'es: {connection: {nodes: [{hots: a}]}}', 'es.connection.nodes.0.host'],
    [
      'below a free key',
      'webhookAlerting: {webhooks: {mine: {uri: a}}}',
      'webhookAlerting.webhooks.mine.url',
    ],
  ])('is told with what was meant: %s', (_what, text, meant) => {
    expect(unread(text).at(-1)).toMatch(new RegExp(` → ${meant.replaceAll('.', '\\.')}$`, 'u'));
  });

  it('has no guess where nothing is near, or several settings are', () => {
    expect(unread('logging: {level: debug}\nes: {name: x}\nproxy: {host: a}\ntimeout: 1\n')).toEqual([
      'logging → ?',
      'es.name → ?',
      'proxy → ?',
      'timeout → ?',
    ]);
  });

  it('stands for what is below it', () => {
    expect(unread('spring: {a: {b: 1}, c: 2}')).toEqual(['spring → ?']);
  });

  it('is no key of an engine, no placeholder, no merge and no key that every object has', () => {
    expect(unread('engines: {a: {nmae: x}}')).toEqual([]);
    expect(unread('es: {"${A}": 1, "<<": 1}')).toEqual([]);
    expect(unread('constructor: 1\n__proto__: 1\n')).toEqual(['constructor → ?', '__proto__ → ?']);
  });

  it.each([
    'es: {connection: {nodes: null}}',
    'es: null',
    'es: 5',
    'webhookAlerting: {webhooks: {a: {headers: {X-Any: b}}}}',
    'historyCleanup: {processDataCleanup: {perProcessDefinitionConfig: {any: {ttl: P1Y}}}}',
    'es: {index: optimize, analyzer: {name: a}}',
    'alerting: {email: {enabled: true, anything: 1}}',
    '- es',
    'text',
    '',
  ])('is none in %s', (text) => {
    expect(unread(text)).toEqual([]);
  });

  it('is one finding for all of a mapping about which nothing is known', () => {
    const many = Array.from({ length: 200 }, (_, index) => `zzz${index}qqq: 1`).join('\n');
    expect(hitsOf(`${TWO}${many}\n`).filter(({ rule }) => rule.code === 'C156')).toHaveLength(1);
  });

  it('is what the vendor’s own file has, where there is one', () => {
    expect(codes('es: {fresh: 1}\n')).toContain('C156');
    const { document } = fileOf('es: {fresh: 2}\nother: {new: 1}\n');
    const file = {
      ...fileOf('es: {fresh: 1, old: 2}\n'),
      document: fileOf('es: {fresh: 1, old: 2}\n').document,
    };
    expect(
      unreadSettingsOf({ ...file, documents: [file.document, document] }).map(({ name }) => name),
    ).toEqual(['es.old']);
  });

  it('is the finding, and the setting that was meant is not missing as well', () => {
    const section = 'connection: {timeout: 1}, read: {timeout: 1}';
    expect(codes(TWO)).toEqual(['C153']);
    expect(codes(`${TWO}engine-commons: {${section}}\n`)).toEqual([]);
    expect(codes(`${TWO}engineCommons: {${section}}\n`)).toEqual(['C156']);
    expect(codes(`${TWO}engine-commons: {${section.replace('read: {timeout', 'read: {timeOut')}}\n`)).toEqual(
      ['C156'],
    );
  });

  it('is cured by its edit, in one go with the others', () => {
    const text = `${TWO}engineCommons:\n  connection:\n    timeout: 5\n  read:\n    timeout: 5\nimport:\n  dmn:\n    enabled: true\n`;
    const changes = hitsOf(text).flatMap(({ hit }) => hit.edits ?? []);
    expect(changes).toHaveLength(2);
    const after = edited(fileOf(text).document, changes);
    expect(after).not.toBeNull();
    expect(codes(after ?? '')).toEqual([]);
  });

  it('is not moved to where something is already', () => {
    const [hit] = hitsOf(`${TWO}es: {proxy: {enabled: true}, connection: {proxy: {enabled: false}}}\n`);
    expect([hit?.rule.code, hit?.hit.edits]).toEqual(['C153', expect.anything()]);
    const found = hitsOf(`es: {proxy: {enabled: true}, connection: {proxy: {enabled: false}}}\n`).find(
      ({ rule }) => rule.code === 'C156',
    );
    expect(found?.hit.edits).toEqual([]);
  });

  it('is not judged for Optimize 8, whose settings are others', () => {
    expect(codes('logging: 1\n', '8.x')).not.toContain('C156');
  });
});

describe('a setting of other releases', () => {
  it.each([
    ['es: {index: a}', '2.0', false],
    ['es: {index: a}', '3.0', true],
    ['opensearch: {connection: {timeout: 1}}', '3.15', false],
    ['opensearch: {connection: {timeout: 1}}', '3.6.3', true],
    // What is not known for sure is not told.
    ['opensearch: {connection: {timeout: 1}}', '3.12', false],
    ['es: {scrollTimeoutInSeconds: 1}', '3.7', true],
    ['telemetry: {initializeTelemetry: true}', '3.1', true],
    ['telemetry: {initializeTelemetry: true}', '3.2', false],
  ])('%s is told for %s: %s', (text, optimize, told) => {
    expect(codes(`${text}\n`, optimize).includes('C156')).toBe(told);
  });

  it('is told once, with all that is below it', () => {
    const text = 'opensearch: {conection: {a: 1}}\n';
    expect(codes(text, '3.5').filter((code) => code === 'C156')).toHaveLength(1);
    expect(codes(text, '3.15').filter((code) => code === 'C156')).toHaveLength(1);
  });

  it('is left to the rules about deleted and ignored settings where these know it', () => {
    expect(codes('es: {scrollTimeout: 1}\n', '3.15').filter((code) => code.startsWith('C15'))).toEqual([
      'C152',
    ]);
    expect(codes('es: {scrollTimeout: 1}\n', '3.8').filter((code) => code.startsWith('C15'))).toEqual([
      'C155',
    ]);
    expect(
      codes('historyCleanup: {enabled: true}\n', '3.15').filter((code) => code.startsWith('C15')),
    ).toEqual(['C151']);
  });
});
