import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/report/report.js';
import { renderSarif } from '../../../src/report/ci/sarif.js';
import * as cases from '../cases.js';
import { hostile } from '../hostile.js';
import { allFixtures, runFixture, type Fixture } from '../../helpers/fixtures.js';
import { options } from '../reports.js';
import { PAGES } from './pages.js';

/** The schema of OASIS for SARIF 2.1.0, as Microsoft's matchers for SARIF carry it. */
const FILE = createRequire(import.meta.url).resolve(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);
/** Of draft 4 it has nothing that later ones read differently, but for these two. */
const { $schema: draft, id, ...schema } = JSON.parse(readFileSync(FILE, 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function faultsOf(text: string): unknown {
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

const sarif = (of: Report): string => renderSarif(of, options({ rules: PAGES }));

describe('the official schema of SARIF 2.1.0', () => {
  it('is that of 2.1.0, and refuses what is none', () => {
    expect([draft, id].join(' ')).toContain('draft-04');
    expect(id).toContain('sarif');
    expect(schema.properties.version.enum).toEqual(['2.1.0']);
    expect(faultsOf('{"version":"2.1.0","runs":[{}]}')).not.toEqual([]);
    expect(faultsOf(sarif(cases.offline).replace('"level"', '"levle"'))).not.toEqual([]);
  });

  it.each(Object.entries({ ...cases, hostile }))('takes what is written of %s', (_, of) => {
    expect(faultsOf(sarif(of))).toEqual([]);
  });

  it('takes what is written of each rule', async () => {
    // The pages of the rules are the same each time, and most of a log.
    for (const { name, folder } of firstOfEachRule()) {
      const text = renderSarif(await runFixture(folder), options());
      expect({ name, faults: faultsOf(text) }).toEqual({ name, faults: [] });
    }
  });
});

function firstOfEachRule(): readonly Fixture[] {
  const failing = allFixtures().filter(({ kind }) => kind === 'fail');
  return [...new Map(failing.toReversed().map((fixture) => [fixture.code, fixture])).values()];
}
