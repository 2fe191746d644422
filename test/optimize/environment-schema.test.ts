import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { starterFor } from '../../src/advice/starter.js';
import { deletedSettings, unreadSettings } from '../../src/optimize/file-settings.js';
import { ROOT } from '../helpers/fixtures.js';

interface Node {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly not?: object;
  readonly deprecated?: boolean;
  readonly deprecationMessage?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
}

const text = readFileSync(path.join(ROOT, 'schemas/environment-config.schema.json'), 'utf8');
const schema = JSON.parse(text) as AnySchemaObject;

/** What the schema says for this program and not for an editor: CONTRIBUTING.md lists it. */
const ANNOTATIONS = [
  'x-accepts',
  'x-secret',
  'x-exact',
  'x-variable',
  'x-first-release',
  'x-surely-missing-in',
  'x-last-release',
  'x-needed-since',
  'x-default-since',
  'x-refused-since',
  'x-unread-since',
  'x-replacement',
  'x-past-settings',
];
const keywords = ['deprecationMessage', 'defaultSnippets', 'patternErrorMessage', ...ANNOTATIONS];
const validate = new Ajv({ keywords, allowUnionTypes: true }).compile(schema);

function settingsOf(node: Node, parent = ''): readonly (readonly [string, Node])[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
    [parent + key, child] as const,
    ...settingsOf(child, `${parent}${key}.`),
    ...(child.items === undefined ? [] : settingsOf(child.items, `${parent}${key}[].`)),
  ]);
}

/** What Optimize brings along, about 3.11; null where it sets nothing, which the schema leaves out: editors stumble over null. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  'engine-commons.connection.timeout': 0,
  'engine-commons.read.timeout': 0,
  ...Object.fromEntries(
    [
      'activity-instance',
      'incident',
      'process-definition',
      'process-instance',
      'variable',
      'user-task-instance',
      'identity-link-log',
      'user-operation-log',
      'decision-definition',
      'decision-instance',
      'tenant',
      'group',
      'authorization',
    ].map((kind) => [`import.data.${kind}.maxPageSize`, 10_000]),
  ),
  'import.data.process-definition-xml.maxPageSize': 2,
  'import.data.decision-definition-xml.maxPageSize': 2,
  'import.data.variable.includeObjectVariableValue': true,
  'import.data.dmn.enabled': true,
  'import.data.user-task-worker.enabled': true,
  'import.data.user-task-worker.metadata.includeUserMetaData': true,
  'import.data.user-task-worker.metadata.cronTrigger': '0 */3 * * *',
  'import.data.user-task-worker.metadata.maxPageSize': 10_000,
  'import.data.user-task-worker.metadata.maxEntryLimit': 100_000,
  'import.identitySync.includeUserMetaData': true,
  'import.identitySync.collectionRoleCleanupEnabled': false,
  'import.identitySync.cronTrigger': '0 */2 * * *',
  'import.identitySync.maxPageSize': 10_000,
  'import.identitySync.maxEntryLimit': 100_000,
  'import.customer-onboarding': false,
  'import.skipDataAfterNestedDocLimitReached': false,
  'import.handler.backoff.initial': 1000,
  'import.handler.backoff.max': 30,
  'import.importIndexStorageIntervalInSec': 10,
  'import.currentTimeBackoffMilliseconds': 300_000,
  'security.auth.token.lifeMin': 60,
  'security.auth.token.secret': null,
  'security.auth.superUserIds': [],
  'security.auth.superGroupIds': [],
  'security.auth.cookie.same-site.enabled': true,
  'security.auth.cookie.secure': 'auto',
  'security.auth.cookie.maxSize': 3968,
  'api.accessToken': null,
  'api.jwtSetUri': null,
  'api.audience': 'optimize',
  'container.host': 'localhost',
  'container.contextPath': null,
  'container.ports.http': 8090,
  'container.ports.https': 8091,
  'container.ports.actuator': 8092,
  'es.connection.nodes[].host': 'localhost',
  'es.connection.nodes[].httpPort': 9200,
  'es.connection.timeout': 10_000,
  'es.connection.pathPrefix': '',
  'es.connection.skipHostnameVerification': false,
  'es.connection.proxy.enabled': false,
  'es.security.username': null,
  'es.security.password': null,
  'es.security.ssl.certificate': null,
  'es.security.ssl.certificate_authorities': [],
  'es.security.ssl.enabled': false,
  'es.security.ssl.selfSigned': false,
  'es.scrollTimeoutInSeconds': 60,
  'es.settings.index.prefix': 'optimize',
  'es.settings.index.number_of_replicas': 1,
  'es.settings.index.number_of_shards': 1,
  'es.settings.index.refresh_interval': '2s',
  'es.settings.index.nested_documents_limit': 10_000,
  'es.settings.aggregationBucketLimit': 1000,
  'caches.tenants.defaultTtlMillis': 10_000,
  'caches.definitionEngines.maxSize': 1000,
  'caches.definitionEngines.defaultTtlMillis': 10_000,
  'eventBasedProcess.authorizedUserIds': [],
  'eventBasedProcess.authorizedGroupIds': [],
  'eventBasedProcess.eventImport.enabled': false,
  'eventBasedProcess.eventImport.maxPageSize': 5000,
  'serialization.engineDateFormat': "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
  'plugin.engineRestFilter.basePackages': [],
  'historyCleanup.ttl': 'P2Y',
  'historyCleanup.processDataCleanup.enabled': false,
  'historyCleanup.decisionDataCleanup.enabled': false,
};

describe('the schema for editors', () => {
  const settings = settingsOf((schema['definitions'] as Record<string, Node>)['engine'] ?? {});
  const everywhere = settingsOf(schema as Node);

  it('names itself without an address that nobody owns', () => {
    expect(schema['$id']).toBe('urn:multi-engine:schema:environment-config');
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
  });

  it.each([...settings, ...everywhere])('explains %s', (_name, node) => {
    const { title, description, examples, not, properties, deprecated, deprecationMessage } = node;
    expect(title).toMatch(/\w/);
    expect(description).toMatch(/\w/);
    const old = not !== undefined || deprecated === true;
    if (old) expect([deprecated, deprecationMessage]).toEqual([true, description]);
    else if (properties === undefined) expect(examples?.length).toBeGreaterThan(0);
  });

  it('tells what Optimize brings along in the other sections', () => {
    const byName = new Map(everywhere);
    for (const [name, value] of Object.entries(DEFAULTS))
      expect({ [name]: byName.get(name)?.default ?? null, known: byName.has(name) }).toEqual({
        [name]: value,
        known: true,
      });
  });

  it.each(
    [...deletedSettings(), ...unreadSettings()].map(
      ({ name, setting }) => [name, setting.replacement] as const,
    ),
  )('marks %s as a setting of the past, and takes it all the same', (key, replacement) => {
    const node = new Map(everywhere).get(key);
    expect(node?.deprecated).toBe(true);
    expect(node?.deprecationMessage).toContain((replacement ?? '').replace(/ and .*/u, ''));
    expect(node).not.toHaveProperty('type');
  });

  it('lets every section but the engines have more than it knows', () => {
    const sections = everywhere.filter(([, { properties }]) => properties !== undefined);
    expect(sections.length).toBeGreaterThan(40);
    for (const [name] of sections) {
      const other = name
        .split('.')
        .reduceRight((value, key) => ({ [key]: value }), { anything: 1 } as object);
      expect(validate(other), name).toBe(true);
      expect(validate(JSON.parse(JSON.stringify(other).replace('{"anything":1}', 'null'))), name).toBe(true);
    }
    expect(validate({ anything: { at: 'all' } })).toBe(true);
  });

  it('takes placeholders wherever a value may stand, and its own defaults and examples', () => {
    for (const [name, { properties, type, default: usual, examples = [], deprecated }] of everywhere) {
      if (properties !== undefined || deprecated === true || name.includes('[]')) continue;
      // Settings of free keys, as engines and webhooks, are mappings.
      const placeholder = type?.includes('string') === true ? ['${NAME:1}'] : [];
      for (const value of [...placeholder, ...(usual === undefined ? [] : [usual]), ...examples]) {
        const whole = name.split('.').reduceRight((below: unknown, key) => ({ [key]: below }), value);
        expect(validate(whole), name).toBe(true);
      }
    }
    expect(validate({ import: { data: { tenant: { maxPageSize: 0 } } } })).toBe(false);
  });

  it('costs the program nothing but what the engines need', () => {
    const code = readFileSync(path.join(ROOT, 'src/generated/environment-config.validator.js'), 'utf8');
    for (const word of [
      '"title"',
      'description',
      'examples',
      'deprecat',
      'engine-commons',
      'maxPageSize',
      '"x-',
    ])
      expect(code).not.toContain(word);
    expect(code).toContain('excludedTenants');
  });

  it('tells what a setting is when it is left out', () => {
    const known = settings.filter(([, node]) => 'default' in node).map(([name]) => name);
    expect(known).toEqual([
      'importEnabled',
      'eventImportEnabled',
      'excludedTenants',
      'authentication.enabled',
      'authentication.user',
      'authentication.password',
    ]);
  });

  it('accepts a whole configuration file, with all its sections', () => {
    const folder = path.join(ROOT, 'fixtures/config/ok');
    const files = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
    const shipped = readFileSync(path.join(ROOT, 'fixtures/config/err/shipped.yaml'), 'utf8');
    expect(files.length).toBeGreaterThan(0);
    for (const file of [
      ...files,
      shipped,
      starterFor([{ alias: 'payment' }]),
      'es: {connection: {timeout: 1}}',
      '',
    ])
      expect(validate(parse(file)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(['enabled: true', 'excludeTenant: [a]', 'alias: x', 'authentication: {accessGroup: x}'])(
    'refuses %s, as Optimize does',
    (line) => {
      const entry = `engines: {a: {name: d, rest: r, webapps: {}, ${line}${line.startsWith('auth') ? '' : ', authentication: {}'}}}`;
      expect(validate(parse(entry))).toBe(false);
      expect(validate.errors?.map(({ keyword }) => keyword)).toContain('not');
    },
  );
});
