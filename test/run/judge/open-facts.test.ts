import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/report/report.js';
import { check } from '../../../src/run/check.js';
import type { CheckRequest } from '../../../src/run/request/request.js';
import { renderPretty } from '../../../src/report/pretty/index.js';
import { known, unknown } from '../../../src/core/observed.js';
import T411 from '../../../src/rules/topology/T411-shared-database.js';
import { openPairs } from '../../../src/run/judge/open-pairs.js';
import { subjectOf } from '../../../src/topology/facts.js';
import type { PairVerdict } from '../../../src/topology/types.js';
import { entry, readings, user } from '../../helpers/readings.js';
import { LANDSCAPES, RULE_FIXTURES, replayRequest, requestFor } from '../../helpers/fixtures.js';
import { options } from '../../report/reports.js';

/** In these recordings of real engines telemetry was refused, and no meter rows tell anything instead. */
const REFUSED = ['no-rights', 'limited-import-user', 'authorizations-hidden', 'users-hidden'];

describe('a run whose rules could not be judged', () => {
  it.each(REFUSED)('is inconclusive where nothing else was asked for: %s', async (name) => {
    for (const only of [['P341', 'P342'], ['P341'], ['P342']]) {
      const { exitCode, result, findings } = await doctor(name, { only });
      expect({ only, exitCode, result, findings }).toEqual({
        only,
        exitCode: 3,
        result: 'inconclusive',
        findings: [],
      });
    }
  });

  it('is inconclusive as a whole where an error could have been found', async () => {
    expect((await doctor('limited-import-user')).exitCode).toBe(3);
  });

  it('is not where only information is missing that nobody asked for by name', async () => {
    const { exitCode, coverage } = await doctor('limited-import-user', { skip: ['P342'] });
    expect(coverage.find(({ rule }) => rule === 'P341')?.skipped).not.toEqual([]);
    expect(exitCode).toBe(0);
  });

  it('is not where the version does not have what is asked for', async () => {
    const { exitCode, coverage } = await doctor('one-process-without-telemetry', { only: ['P341'] });
    expect(coverage.flatMap(({ skipped }) => skipped)).toMatchObject([
      { because: expect.stringContaining('telemetry') },
    ]);
    expect(exitCode).toBe(0);
  });
});

const LIVE_RULES = readdirSync(RULE_FIXTURES)
  .map((folder) => folder.slice(0, 4))
  .filter((code) => /^[PT]/.test(code));

/** Documented in docs/inconclusive.md: the question does not arise, or nobody asked when it was recorded. */
const NOT_OPEN = /nothing has run yet|the recording does not have this answer/;

it(
  'no rule about live engines that is asked for by name is green where it could not look',
  { timeout: 120_000 },
  async () => {
    const green: string[] = [];
    let open = 0;
    for (const code of LIVE_RULES) {
      const { exitCode, coverage } = await doctor('no-rights', { only: [code] });
      const skipped = coverage.flatMap((each) => (each.rule === code ? each.skipped : []));
      open += skipped.length > 0 && exitCode === 3 ? 1 : 0;
      if (exitCode === 0 && skipped.some(({ because }) => !NOT_OPEN.test(because))) green.push(code);
    }
    expect(green).toEqual([]);
    expect(open).toBeGreaterThan(10);
  },
);

describe('a user who may read nothing', () => {
  it.each([['T401'], ['T403'], ['P336'], ['T401', 'T402', 'T403', 'T404']])(
    'decides nothing, whatever is asked for: %s',
    async (...only) => {
      const { exitCode, result, findings, coverage } = await doctor('no-rights', { only });
      expect({ exitCode, result, findings }).toEqual({ exitCode: 3, result: 'inconclusive', findings: [] });
      expect(coverage.flatMap(({ skipped }) => skipped)[0]).toMatchObject({
        open: true,
        missing: { permission: 'READ', user: 'walter' },
      });
    },
  );

  it('is told which right would change it most, before anything else', async () => {
    const report = await doctor('no-rights');
    for (const how of [{}, { quiet: true }, { status: true }, { verbose: true }]) {
      expect(renderPretty(report, options({ ...how, width: 500 }))).toMatch(
        /^! Nothing was decided about definitions and tenants: user "walter" may read none on "payment"\. What would change it most: READ on Process Definition for user "walter"\.\n/,
      );
    }
  });

  it('is not said of one who may read, nor of an engine without login', async () => {
    for (const name of [
      'limited-import-user',
      'documented-rights',
      'one-process',
      'wrong-password',
      'one-down',
    ]) {
      expect(renderPretty(await doctor(name), options())).not.toContain('Nothing was decided');
    }
  });
});

describe('two engines that cannot be told apart', () => {
  it('name the right that would let them be compared', () => {
    const pairs = [
      { engines: ['eu', 'us'], verdict: 'unknown', undecidedBecause: 'nothing in common' },
    ] as const;
    const databases = {
      groups: [],
      pairs: new Map(pairs.map((pair) => ['eu us', pair as unknown as PairVerdict])),
    };
    const telemetry = unknown('refused', '403', { permission: 'READ', resource: 'System', type: 21 });
    const subjects = ['eu', 'us'].map((alias) => {
      const more = alias === 'us' ? { telemetry, caller: known(user({ user: 'walter' })) } : {};
      return subjectOf(entry(alias), readings(alias, more));
    });
    const [shared] = openPairs([T411], databases, subjects);
    expect(shared?.skipped).toMatchObject([
      {
        engines: ['eu', 'us'],
        because: 'one database or two? nothing in common',
        open: true,
        missing: { resource: 'System', user: 'walter' },
      },
    ]);
    expect(openPairs([T411], databases, subjects.slice(0, 1))[0]?.skipped[0]).not.toHaveProperty('missing');
  });
});

describe('an engine that gave no answer', () => {
  it('is said to have left nothing out', async () => {
    const { coverage } = await doctor('one-down');
    const told = coverage
      .flatMap(({ skipped }) => skipped)
      .filter(({ engines }) => engines.includes('order'));
    expect(told.map(({ because }) => because).join('\n')).not.toMatch(/Date header|was told|no list/);
    expect(new Set(told.map(({ because }) => because)).size).toBe(1);
  });
});

function doctor(landscape: string, changes: Partial<CheckRequest> = {}): Promise<Report> {
  const recording = path.join(LANDSCAPES, landscape);
  const file = path.join(recording, 'environment-config.yaml');
  const request = { ...requestFor([file]), command: 'doctor', live: replayRequest(recording) } as const;
  return check({ ...request, ...changes }, { version: '0.0.0-test', interruptedBy: () => null });
}
