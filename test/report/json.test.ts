import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/report.js';
import { renderJson } from '../../src/report/json.js';
import * as cases from './cases.js';
import { golden } from './golden.js';
import { hostile } from './hostile.js';
import { engine, finding, report } from './reports.js';

const schema: object = JSON.parse(
  readFileSync(new URL('../../schemas/report.v1.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

type Json = Record<string, unknown>;

interface Document extends Json {
  engines: Json[];
  databases: Json[];
  findings: Json[];
  coverage: Json[];
}

function parsed(of: Report): Document {
  const document: Document = JSON.parse(renderJson(of));
  return document;
}

function faults(document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

describe('renderJson', () => {
  it.each(Object.entries({ ...cases, hostile }))(
    'writes %s as it is stored, valid by the schema',
    (name, of) => {
      const text = renderJson(of);
      expect(text).toBe(golden(`${name}.json.txt`, text));
      expect(faults(parsed(of))).toEqual([]);
    },
  );

  it('writes the fields of the contract in its order, and no others in a healthy run', () => {
    expect(Object.keys(parsed(cases.healthy))).toEqual([
      'version',
      'tool',
      'command',
      'result',
      'exitCode',
      'optimize',
      'files',
      'summary',
      'engines',
      'databases',
      'findings',
      'coverage',
    ]);
  });

  it('ends with one line break and holds no character that steers a terminal', () => {
    const text = renderJson(hostile);
    expect(text).toMatch(/[^\n]\n$/);
    // oxlint-disable-next-line no-control-regex -- control characters are what this is about
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
  });

  it('loses nothing of a hostile string', () => {
    expect(parsed(hostile).findings[0]?.['data']).toEqual({
      ...hostile.findings[0]?.data,
      big: '12345678901234567890',
    });
  });

  it('says null, not nothing, for what was not read', () => {
    expect(parsed(report({ engines: [engine('a')] })).engines[0]).toMatchObject({
      product: null,
      version: null,
      tenants: null,
      latencyMs: null,
      failure: null,
    });
  });

  it('says what happened to a run that was cut short', () => {
    expect(parsed(cases.interrupted)).toMatchObject({
      incomplete: true,
      exitCode: 130,
      defects: cases.interrupted.defects,
    });
  });
});

describe('the schema of the report', () => {
  type List = 'engines' | 'databases' | 'findings' | 'coverage';
  const first = (of: Document, list: List): Json => of[list][0] ?? {};

  it.each<[string, (of: Document) => void]>([
    ['a field that is not in the contract', (of) => (of['surprise'] = 1)],
    ['a missing field', (of) => Reflect.deleteProperty(of, 'coverage')],
    ['another version', (of) => (of['version'] = 2)],
    ['an unknown result', (of) => (of['result'] = 'fine')],
    ['an exit code of no meaning', (of) => (of['exitCode'] = 5)],
    ['a severity that does not exist', (of) => (first(of, 'findings')['severity'] = 'fatal')],
    ['a finding without its key', (of) => delete first(of, 'findings')['key']],
    ['a rule that is no code', (of) => (first(of, 'findings')['rule'] = 'duplicate')],
    ['an address that is none', (of) => (first(of, 'findings')['url'] = 'the page of T401')],
    ['an engine with an extra field', (of) => (first(of, 'engines')['requests'] = [])],
    ['a count that is no number', (of) => (first(of, 'engines')['tenants'] = '2')],
    [
      'a failure of an engine that is well',
      (of) => (first(of, 'engines')['failure'] = { step: 'dns', detail: '' }),
    ],
    ['a failed engine without a failure', (of) => (first(of, 'engines')['status'] = 'failed')],
    ['a database group of one', (of) => (first(of, 'databases')['engines'] = ['a'])],
    ['a skip without a reason', (of) => (first(of, 'coverage')['skipped'] = [{ engines: ['a'] }])],
  ])('refuses %s', (_what, spoil) => {
    const spoilt = parsed(cases.live);
    spoil(spoilt);
    expect(faults(spoilt)).not.toEqual([]);
  });

  it('refuses a line 0', () => {
    const location = {
      file: 'a',
      line: 0,
      column: 1,
      endLine: 1,
      endColumn: 2,
      pointer: null,
      role: 'primary',
      note: null,
    } as const;
    const of = report({
      findings: [finding({ rule: 'C101', name: 'yaml-syntax', message: 'm', locations: [location] })],
    });
    expect(faults(parsed(of))).toEqual(['/findings/0/locations/0/line must be >= 1']);
  });
});
