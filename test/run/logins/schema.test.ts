import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import { parseYaml } from '../../../src/load/yaml/yaml.js';
import { readLogins } from '../../../src/run/logins/read-logins.js';

const schema: object = JSON.parse(readFileSync('schemas/credentials.v1.schema.json', 'utf8'));
const validate = new Ajv({ strict: false }).compile(schema);

function isAccepted(text: string): boolean {
  const variables = { env: { NAME: 'value' }, variablesFiles: [], defines: {} };
  const engines = { aliases: ['eu', 'us'], hosts: ['eu.example.org'], storeHosts: [] };
  try {
    readLogins(parseYaml({ name: 'logins.yaml', text }), { variables, textOf: () => 'text' }, engines);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

describe('the schema of --credentials says the same as the reader about', () => {
  it.each([
    ['engines: { eu: { user: a, password: b } }', true],
    ['engines: { eu: { user: a, password: 12345678 } }', true],
    ['engines: { eu: { token: "${NAME}" }, us: { token: { file: x } } }', true],
    ['engines: { eu: { user: a, token: b, headers: { X-Key: c }, plainHttp: true } }', true],
    ['hosts: { eu.example.org: { headers: { X-Key: { file: y } } } }', true],
    ['engines: { eu: { user: a, password: b } }\nhosts: { eu.example.org: { token: c } }', true],
    ['engines: { eu: { user: a, password: null } }', false],
    ['engines: { eu: { user: null, password: b } }', false],
    ['engines: { eu: { user: a, password: {} } }', false],
    ['engines: { eu: { user: a, password: { file: null } } }', false],
    ['engines: { eu: { token: null } }', false],
    ['engines: { eu: { user: a, token: null, headers: { X-Key: c } } }', false],
    ['engines: { eu: { headers: null } }', false],
    ['engines: { eu: { headers: {} } }', false],
    ['engines: { eu: { user: a, password: b, headers: { X-Key: null } } }', false],
    ['engines: { eu: { user: a } }', false],
    ['engines: { eu: { user: a, headers: { X-Key: c } } }', false],
    ['engines: { eu: { password: b } }', false],
    ['engines: { eu: { password: b, token: c } }', false],
    ['engines: { eu: { user: a, password: b, token: c } }', false],
    ['engines: { eu: {} }', false],
    ['engines: { eu: text }', false],
    ['engines: { eu: { token: [a] } }', false],
    ['engines: { eu: { token: "" } }', false],
    ['engines: { eu: { token: { path: x } } }', false],
    ['engines: { eu: { token: a, plainHttp: sometimes } }', false],
    ['engines: { eu: { headers: { "X Key": c } } }', false],
    ['engines: { eu: { tokens: a } }', false],
    ['logins: { eu: { token: a } }', false],
  ])('%s', (text, expected) => {
    expect(isAccepted(text)).toBe(expected);
    expect(validate(load(text))).toBe(expected);
  });
});
