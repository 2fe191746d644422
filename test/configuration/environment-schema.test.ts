import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type AnySchemaObject } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { STARTER } from '../../src/cli/commands/init.js';
import { ROOT } from '../helpers/fixtures.js';

interface Node {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly not?: object;
  readonly deprecationMessage?: string;
  readonly properties?: Readonly<Record<string, Node>>;
}

const text = readFileSync(path.join(ROOT, 'schemas/environment-config.schema.json'), 'utf8');
const schema = JSON.parse(text) as AnySchemaObject;
const validate = new Ajv({ keywords: ['deprecationMessage'], allowUnionTypes: true }).compile(schema);

function settingsOf(node: Node, parent = ''): readonly (readonly [string, Node])[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
    [parent + key, child] as const,
    ...settingsOf(child, `${parent}${key}.`),
  ]);
}

describe('the schema for editors', () => {
  const settings = settingsOf((schema['definitions'] as Record<string, Node>)['engine'] ?? {});

  it('names itself without an address that nobody owns', () => {
    expect(schema['$id']).toBe('urn:multi-engine:schema:environment-config');
    expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
  });

  it.each(settings)('explains %s', (_name, { title, description, examples, not, deprecationMessage }) => {
    expect(title).toMatch(/\w/);
    expect(description).toMatch(/\w/);
    if (not === undefined) expect(examples).not.toHaveLength(0);
    else expect(deprecationMessage).toMatch(/\w/);
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
    for (const file of [...files, STARTER, 'es: {connection: {timeout: 1}}', ''])
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
