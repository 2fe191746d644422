import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import yamlLanguageServer from 'yaml-language-server';
import { ROOT } from '../helpers/fixtures.js';

/** What a pull request to SchemaStore would bring, checked as it is checked there. */
const FOLDER = mkdtempSync(path.join(tmpdir(), 'multi-engine-schemastore-'));
execFileSync(process.execPath, [path.join(ROOT, 'scripts/schemastore.mjs'), FOLDER], { stdio: 'ignore' });

const read = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');
const NAME = 'optimize-environment-config';

/** Where `validate` looks without being told. */
const USUAL_FILES = ['', 'config/', 'environment/'].map((folder) => `${folder}environment-config.yaml`);
const SCHEMA: object = JSON.parse(read(`src/schemas/json/${NAME}.json`));

interface Entry {
  readonly name: string;
  readonly description: string;
  readonly fileMatch: readonly string[];
  readonly url: string;
}

const ENTRY: Entry = JSON.parse(read('catalog-entry.json'));

interface Exceptions {
  readonly options: readonly Readonly<Record<string, { readonly unknownKeywords: readonly string[] }>>[];
}

const EXCEPTIONS: Exceptions = JSON.parse(read('schema-validation.json'));

/** Words of editors that SchemaStore knows without being told. */
const KNOWN_THERE = ['defaultSnippets'];

function validator() {
  const [options] = EXCEPTIONS.options;
  const own = options?.[`${NAME}.json`]?.unknownKeywords ?? [];
  const ajv = new Ajv({
    strict: true,
    allowUnionTypes: true,
    allErrors: true,
    keywords: [...KNOWN_THERE, ...own],
  });
  return ajv.compile(SCHEMA);
}

describe('the schema for SchemaStore', () => {
  it('is draft 7 at the address of the catalogue, without what only this program reads', () => {
    expect(SCHEMA).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', $id: ENTRY.url });
    expect(JSON.stringify(SCHEMA)).not.toMatch(
      /"x-(?:accepts|secret|exact|variable|[a-z]+-(?:since|release))"/,
    );
  });

  it('keeps every setting', () => {
    const own: object = JSON.parse(
      readFileSync(path.join(ROOT, 'schemas/environment-config.schema.json'), 'utf8'),
    );
    const names = (node: unknown): number =>
      typeof node === 'object' && node !== null
        ? Object.entries(node).reduce(
            (sum, [key, value]) =>
              sum + (key === 'properties' ? Object.keys(value as object).length : 0) + names(value),
            0,
          )
        : 0;
    expect(names(own)).toBeGreaterThan(200);
    expect(names(SCHEMA)).toBe(names(own));
  });

  it.each(readdirSync(path.join(FOLDER, 'src/test', NAME)))('accepts %s', (file) => {
    const validate = validator();
    validate(parse(read(`src/test/${NAME}/${file}`)));
    expect(validate.errors).toBeNull();
  });

  it.each(readdirSync(path.join(FOLDER, 'src/negative_test', NAME)))('refuses %s', (file) => {
    expect(validator()(parse(read(`src/negative_test/${NAME}/${file}`)))).toBe(false);
  });
});

describe('the entry of the catalogue', () => {
  const service = yamlLanguageServer.getLanguageService({
    schemaRequestService: () => Promise.reject(new Error('nothing is loaded')),
    workspaceContext: { resolveRelativePath: (relative, base) => new URL(relative, base).href },
    telemetry: { send: () => undefined, sendError: () => undefined, sendTrack: () => undefined },
  });
  service.configure({
    validate: true,
    schemas: [{ uri: ENTRY.url, fileMatch: [...ENTRY.fileMatch], schema: SCHEMA }],
  });
  const faults = async (name: string): Promise<number> => {
    const document = TextDocument.create(`file:///work/${name}`, 'yaml', 1, 'engines: 1\n');
    return (await service.doValidation(document, false)).length;
  };

  it('has all that is asked for there', () => {
    expect(Object.keys(ENTRY)).toEqual(['name', 'description', 'fileMatch', 'url']);
  });

  it.each([...USUAL_FILES, 'environment-config.prod.yaml', 'deploy/eu/environment-config.yaml'])(
    'is meant for %s',
    async (name) => {
      expect(await faults(name)).toBeGreaterThan(0);
    },
  );

  it.each([
    'values.yaml',
    'config.yaml',
    'my-environment-config.yaml',
    'docker-compose.yml',
    'environment.yaml',
  ])('leaves %s alone', async (name) => {
    expect(await faults(name)).toBe(0);
  });
});
