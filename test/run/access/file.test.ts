import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { AccessEngine } from '../../../src/access/types.js';
import { InputError } from '../../../src/core/errors.js';
import { parseYaml } from '../../../src/load/yaml/yaml.js';
import { isAccessFile, readAccessFile } from '../../../src/run/access/file.js';

const schema: object = JSON.parse(readFileSync('schemas/access-landscape.schema.json', 'utf8'));
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

const SOUND = `engines:
  eu:
    users: [kim, { id: lee, name: Lee Doe }]
    groups: { clerks: [kim, lee], empty: [] }
    authorizations:
      - { type: global, permissions: ACCESS, resource: application, id: optimize }
      - { type: grant, user: kim, group: [clerks, empty], permissions: [READ, READ_HISTORY], resource: process-definition, id: [a, b] }
      - { type: revoke, user: kim, permissions: ALL, resource: task, id: '*' }
    definitions:
      process: [a, { key: b, tenant: acme }]
      decision: score
    tenants: acme
    defaultTenant: europe
    excludedTenants: ['', old]
    importEnabled: false
    answers: false
    authorization: { enabled: false, revokes: never }
`;

function read(text: string): readonly AccessEngine[] {
  return readAccessFile(parseYaml({ name: 'landscape.yaml', text }));
}

function refused(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InputError) return [error.message, ...error.help].join('\n');
    throw error;
  }
  return 'not refused';
}

function inEngine(lines: string): string {
  return `engines:\n  eu:\n    users: [kim]\n    ${lines}\n`;
}

function describesRights(text: string): boolean {
  return isAccessFile(parseYaml({ name: 'x.yaml', text }));
}

describe('a file that describes engines, users and rights', () => {
  it('is read with everything that it may hold', () => {
    const [eu] = read(SOUND);
    expect(eu).toMatchObject({
      alias: 'eu',
      down: true,
      imported: false,
      defaultTenant: 'europe',
      excludedTenants: ['', 'old'],
      checks: { enabled: false, revokes: 'never' },
      tenants: { value: ['acme'] },
      definitions: {
        value: [
          { kind: 'process', key: 'a', tenant: null },
          { kind: 'process', key: 'b', tenant: 'acme' },
          { kind: 'decision', key: 'score', tenant: null },
        ],
      },
    });
    expect(eu?.people.get('lee')).toMatchObject({ name: 'Lee Doe', groups: { value: ['clerks'] } });
    expect(eu?.stranger).toMatchObject({ exists: { value: false } });
  });

  it('lets one authorization stand for several holders and ids', () => {
    const rows = read(SOUND)[0]?.authorizations.process;
    expect(
      rows?.known === true && rows.value.map(({ identity, id }) => `${identity?.id ?? ''} ${id}`),
    ).toEqual(['kim a', 'kim b', 'clerks a', 'clerks b', 'empty a', 'empty b']);
  });

  it('knows revokes on other resources: they switch revokes on', () => {
    expect(read(SOUND)[0]?.otherRevokes).toMatchObject({ value: [{ type: 'revoke', resource: 'task' }] });
  });

  it('is told from a configuration of Optimize by what its engines have', () => {
    expect(describesRights(SOUND)).toBe(true);
    expect(
      describesRights('engines:\n  eu:\n    name: default\n    rest: http://localhost/engine-rest\n'),
    ).toBe(false);
    expect(describesRights('engines: { eu: { rest: http://localhost, users: [] } }\n')).toBe(false);
    expect(describesRights('engines: {}\n')).toBe(false);
  });
});

function revoke(given: object): string {
  const row = { type: 'revoke', user: 'kim', permissions: 'ALL', resource: 'tenant', id: 'a', ...given };
  const parts = Object.entries(row).map(([key, value]) => `${key}: ${value}`);
  return `authorizations: [{ ${parts.join(', ')} }]\n    groups: { clerks: [kim] }`;
}

describe('a wrong file', () => {
  it.each([
    ['an unknown setting', inEngine('usrs: []'), '4:5: engine "eu" has no "usrs"; did you mean "users"?'],
    [
      'an unknown type',
      inEngine('authorizations: [{ type: grnt, user: kim, permissions: ALL, resource: tenant, id: a }]'),
      '4:30: type "grnt" is none of global, grant, revoke; did you mean "grant"?',
    ],
    [
      'an unknown resource',
      inEngine('authorizations: [{ type: global, permissions: ALL, resource: tenants, id: a }]'),
      'did you mean "tenant"?',
    ],
    [
      'an unknown permission',
      inEngine('authorizations: [{ type: global, permissions: READ_HISTROY, resource: tenant, id: a }]'),
      '4:51: there is no permission "READ_HISTROY"; did you mean "READ_HISTORY"?',
    ],
    [
      'a grant to nobody',
      inEngine('authorizations: [{ type: grant, permissions: ALL, resource: tenant, id: a }]'),
      'a grant needs a "user" or a "group"',
    ],
    [
      'a global row with a holder',
      inEngine('authorizations: [{ type: global, user: kim, permissions: ALL, resource: tenant, id: a }]'),
      'a global authorization has no "user" and no "group"',
    ],
    [
      'a missing part',
      inEngine('authorizations: [{ type: global, permissions: ALL, resource: tenant }]'),
      'an authorization needs "id"',
    ],
    ['a wrong flag', inEngine('importEnabled: perhaps'), '4:20: importEnabled has to be true or false'],
    [
      'a wrong mode',
      inEngine('authorization: { revokes: sometimes }'),
      'revokes "sometimes" is none of auto, always, never',
    ],
    [
      'a definition without key',
      inEngine('definitions: { process: [{ tenant: acme }] }'),
      'a definition needs a key',
    ],
    [
      'blanks around an id',
      inEngine("tenants: [acme, ' acme']"),
      '4:21: a tenant begins or ends with a blank, or holds a line break',
    ],
    ['nothing but a blank', inEngine("definitions: { process: ' ' }"), '4:29: a definition begins or ends'],
    ['two lines in an id', inEngine('tenants: "a\\nb"'), '4:14: a tenant begins or ends'],
    ['a list for a mapping', 'engines: [eu]\n', '1:10: engines has to be a mapping'],
    ['no engines', 'engines: {}\n', 'the file has no engines'],
  ])('with %s is refused by the file as by its schema, with line and column', (_what, text, problem) => {
    expect(refused(text)).toContain(problem);
    expect(refused(text)).toMatch(/^landscape\.yaml:\d+:\d+: /);
    expect(validate(load(text))).toBe(false);
  });

  it.each([
    ['type', { type: 'null' }],
    ['resource', { resource: 'null' }],
    ['permissions', { permissions: 'null' }],
    ['permissions', { permissions: '[]' }],
    ['id', { id: 'null' }],
    ['id', { id: '[]' }],
    ['user', { user: 'null', group: 'clerks' }],
    ['group', { group: '[]' }],
  ])('whose revoke has no %s is refused by the file as by its schema: %j', (key, given) => {
    const text = inEngine(revoke(given));
    expect(refused(text)).toContain(`"${key}" has no value`);
    expect(validate(load(text))).toBe(false);
  });

  it.each([
    revoke({ id: '[a, null]' }),
    revoke({ user: '[kim, null]' }),
    revoke({ permissions: '[READ, null]' }),
    'groups: { others: [kim, null] }',
    'tenants: [acme, null]',
    'excludedTenants: [acme, null]',
    'definitions: { decision: [score, null] }',
    'authorizations: [null]',
  ])('with an item without a value is refused by the file as by its schema: %s', (lines) => {
    const text = inEngine(lines);
    expect(refused(text)).toContain('an item of the list has no value');
    expect(validate(load(text))).toBe(false);
  });

  it.each([
    [
      'a holder whom no engine knows',
      inEngine('authorizations: [{ type: grant, user: kin, permissions: ALL, resource: tenant, id: a }]'),
      '4:43: no engine of this file has the user "kin"; did you mean "kim"?',
    ],
    [
      'a member who is no user',
      inEngine('groups: { clerks: [kin] }'),
      '"kin" of group "clerks" is not a user of this engine; did you mean "kim"?',
    ],
    [
      'everybody as a user',
      inEngine("authorizations: [{ type: grant, user: '*', permissions: ALL, resource: tenant, id: a }]"),
      'write "type: global" for everybody',
    ],
    [
      'a password behind a user',
      'engines:\n  eu:\n    users: ["kim:Xk29vQm71p"]\n',
      '3:13: "kim:***" looks like a secret: a user belongs there',
    ],
    [
      'a password behind the id of a user',
      'engines:\n  eu:\n    users: [{ id: kim/Xk29vQm71p }]\n',
      '3:19: "kim/***" looks like a secret: the id of a user belongs there',
    ],
    [
      'a password behind a member',
      inEngine('groups: { clerks: ["kim:Xk29vQm71p"] }'),
      '4:24: "kim:***" looks like a secret',
    ],
    [
      'a password behind a holder',
      inEngine(
        'authorizations: [{ type: grant, user: "kim:Xk29vQm71p", permissions: ALL, resource: tenant, id: a }]',
      ),
      '4:43: "kim:***" looks like a secret',
    ],
    [
      'a secret among the tenants',
      inEngine('tenants: ["password=Xk29vQm71p"]'),
      '4:15: "password=***" looks like a secret',
    ],
    ['a key that stands twice', inEngine('users: [lee]'), '"users" is set twice'],
    ['no YAML at all', 'engines: {\n', 'landscape.yaml:'],
  ])('with %s is refused, which no schema can do', (_what, text, problem) => {
    expect(refused(text)).toContain(problem);
  });

  it('never shows the password that it finds', () => {
    const text = 'engines:\n  eu:\n    users: ["kim:Xk29vQm71p"]\n    groups: { a: ["kim:Xk29vQm71p"] }\n';
    expect(refused(text)).not.toContain('Xk29vQm71p');
  });

  it('may have users with a sign or a domain in their ids', () => {
    const ids = [
      'demo:x',
      'realm/kim',
      'f:1b0e5ed2-1c1f-4d5e-8f6a-0c1d2e3f4a5b:kim',
      'kim@example.org',
      'Kim',
    ];
    const [eu] = read(`engines:\n  eu:\n    users: ${JSON.stringify(ids)}\n`);
    expect([...(eu?.people.keys() ?? [])]).toEqual(ids);
  });

  it.each([
    ['a key twice', 'engines:\n  eu:\n    users: [kim]\n    users: [lee]\n    groups: { a: [kim] }\n'],
    ['an alias', 'engines:\n  eu:\n    users: &all [kim]\n    groups: { a: *all }\n'],
    ['a tab', 'engines:\n  eu:\n\tusers: [kim]\n    groups: { a: [kim] }\n'],
  ])('tells only what is wrong with the text where that hides a user: %s', (_, text) => {
    expect(refused(text)).not.toContain('is not a user');
  });

  it('tells all faults at once, in the order of the file', () => {
    const lines = refused(`engines:\n  eu:\n    usrs: []\n    tenant: a\n`).split('\n');
    expect(lines.map((line) => line.slice(0, 19))).toEqual(['landscape.yaml:3:5:', 'landscape.yaml:4:5:']);
  });
});

describe('the schema for editors', () => {
  it('accepts what the tool accepts', () => {
    for (const text of [SOUND, readFileSync('fixtures/access/worked-example.yaml', 'utf8')]) {
      validate(load(text));
      expect(validate.errors).toBeNull();
    }
  });
});

describe('the example of the documentation page', () => {
  it('is a file that the tool reads', () => {
    const page = readFileSync('docs/access.md', 'utf8');
    const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    validate(load(example));
    expect(validate.errors).toBeNull();
    expect(read(example).map(({ alias }) => alias)).toEqual(['payment', 'order']);
  });
});
