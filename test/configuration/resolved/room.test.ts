import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { effectiveOf } from '../../../src/configuration/resolved/effective.js';
import { resolvePlaceholders } from '../../../src/configuration/resolved/placeholders.js';
import { render } from '../../../src/report/index.js';
import { check } from '../../../src/run/check.js';
import { plainRequest } from '../../../src/run/request/plain-request.js';
import { CONTEXT, PRETTY } from '../../helpers/growing/run.js';
import { interpreted, NO_VALUES } from '../helpers.js';

const MILLION = 1_000_000;

function withA(value: string) {
  return { ...NO_VALUES, env: { A: value } };
}

function lengths(text: string, value: string): readonly (number | undefined)[] {
  const [file] = interpreted(text, withA(value)).configuration.files;
  const { substitutions = [] } = file ?? {};
  return substitutions.map(({ pointer }) => file?.setting(pointer).text?.length);
}

describe('what placeholders make of a text', () => {
  it('is filled in up to a million characters', () => {
    const { replaced, placeholders } = resolvePlaceholders('${A}'.repeat(1000), withA('x'.repeat(1000)));
    expect(replaced).toHaveLength(MILLION);
    expect(placeholders[0]?.tooLong).toBeUndefined();
  });

  it('is not filled in where it would be longer', () => {
    const text = `x${'${A}'.repeat(1000)}`;
    const { replaced, placeholders } = resolvePlaceholders(text, withA('x'.repeat(1000)));
    expect(replaced).toBeNull();
    expect(placeholders.map(({ name, tooLong }) => [name, tooLong])).toContainEqual(['A', true]);
  });

  it('is filled in, however long, where that makes nothing longer', () => {
    const text = `${'x'.repeat(MILLION)}\${A}`;
    expect(resolvePlaceholders(text, withA('y')).replaced).toHaveLength(MILLION + 1);
  });

  it('never becomes a string longer than there can be', () => {
    const text = '${A}'.repeat(100_000);
    expect(resolvePlaceholders(text, withA('x'.repeat(100_000))).replaced).toBeNull();
  });

  it('is filled in as long as all of a file together are short enough', () => {
    const text = Array.from({ length: 8 }, (_, index) => `k${index}: "\${A}"\n`).join('');
    const filled = lengths(text, 'x'.repeat(MILLION - 100));
    expect(filled.filter((length) => length === MILLION - 100)).toHaveLength(5);
    expect(filled.filter((length) => length === undefined)).toHaveLength(3);
  });

  it('counts in a list that a text becomes', () => {
    const list = `[${'"${B}", '.repeat(40)}x]`;
    const options = { ...NO_VALUES, env: { A: list, B: 'y'.repeat(MILLION / 5) } };
    const { configuration, vault } = interpreted('x: ${A}\n', options);
    const [file] = configuration.files;
    if (file === undefined) throw new Error('no file');
    const context = { variables: options, variablesFiles: [], vault, engines: [] };
    expect(JSON.stringify(effectiveOf(file, context)).length).toBeLessThan(6 * MILLION);
  });

  it('ends where a list holds itself', () => {
    expect(lengths('x: ${A}\n', '["${A}", "${A}"]')).toEqual([undefined]);
  });
});

describe('a value that is too long', () => {
  it('is told, and the rest of the file is checked', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'multi-engine-room-')), 'environment-config.yaml');
    writeFileSync(file, `engines:\n  a:\n    name: default\n    rest: "http://${'${A}'.repeat(30_000)}"\n`);
    const request = { ...plainRequest([file]), environment: { A: 'y'.repeat(20_000) } };
    const report = await check(request, CONTEXT);
    const told = report.findings.find(({ rule }) => rule === 'C111');
    expect(told).toMatchObject({ severity: 'warning', data: { variable: 'A', places: 1, tooLong: true } });
    expect(told?.message).toContain('longer than 1,000,000 characters');
    expect(report.findings.map(({ rule }) => rule)).toContain('C128');
    expect((await render('json', report, PRETTY)).length).toBeLessThan(MILLION);
  });
});
