import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.js';
import { check } from '../../../src/run/check.js';
import { fix } from '../../../src/run/fix/fix.js';
import { importsOf } from '../../../src/run/fix/imports.js';
import { loadClusters } from '../../../src/run/request/configure.js';
import type { CheckRequest } from '../../../src/run/request/request.js';
import { allFixtures, fixtureRequest } from '../../helpers/fixtures.js';

const CONTEXT = { version: '0.0.0-test', interruptedBy: () => null };

/** Everything with a fault that can be seen without engines. */
const FAULTY = allFixtures().filter(({ kind, code }) => kind === 'fail' && code.startsWith('C'));

function copied(folder: string): CheckRequest {
  const copy = mkdtempSync(path.join(tmpdir(), 'multi-engine-fix-'));
  cpSync(folder, copy, { recursive: true });
  return { ...fixtureRequest(copy), command: 'validate', live: null };
}

async function fixed(request: CheckRequest, all: boolean) {
  const result = await fix(request, CONTEXT, all);
  for (const { name, after } of result.files) writeFileSync(name, after);
  return result;
}

async function hides(request: CheckRequest): Promise<boolean> {
  const { whole } = await loadClusters(request);
  return whole.configuration.files.some(({ isWhole, misplaced }) => !isWhole || misplaced !== null);
}

async function foundIn(request: CheckRequest): Promise<readonly Finding[]> {
  return (await check(request, CONTEXT)).findings;
}

/** Said for the first time, and of no engine of which it was said together with others. */
function isNew({ key, rule, engines }: Finding, before: readonly Finding[]): boolean {
  return !before.some(
    (each) =>
      each.key === key ||
      (each.rule === rule &&
        engines.length > 0 &&
        engines.every((alias) => each.engines.includes(alias)) &&
        each.engines.length > engines.length),
  );
}

describe.each([
  ['--fix', false],
  ['--fix-all', true],
] as const)('%s', (_, all) => {
  it.each(FAULTY.map(({ name, folder }) => [name, folder] as const))(
    'corrects %s: nothing new is found, and a second run has nothing to do',
    async (__, folder) => {
      const request = copied(folder);
      const [before, hidden] = [await foundIn(request), await hides(request)];
      const imported = importsOf((await loadClusters(request)).clusters);
      const { report } = await fixed(request, all);
      const after = await foundIn(request);
      expect(after.map(({ key }) => key)).toEqual(report.findings.map(({ key }) => key));
      if (!hidden) expect(after.filter((finding) => isNew(finding, before))).toEqual([]);
      if (!all) expect(importsOf((await loadClusters(request)).clusters)).toEqual(imported);
      expect((await fixed(request, all)).files).toEqual([]);
    },
  );
});

/** The variables that the edits of findings wait for, as the findings say it. */
function awaited(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ remedy, awaits = [] }) =>
    awaits.filter((name) =>
      /--fix-all makes this edit once .* ha(?:s|ve) /u.exec(remedy)?.[0].includes(name),
    ),
  );
}

it('of --fix-all makes every edit that is shown, or its finding says which variable it waits for; given that, it makes it', async () => {
  const left: string[] = [];
  let waiting = 0;
  for (const { folder, name } of FAULTY) {
    const request = copied(folder);
    const { report } = await fixed(request, true);
    const names = awaited(report.findings);
    waiting += names.length;
    const environment = Object.fromEntries(names.map((each) => [each, 'a-value']));
    const given = { ...request, environment: { ...request.environment, ...environment } };
    const after = names.length === 0 ? report : (await fixed(given, true)).report;
    for (const { rule, edits = [] } of after.findings) if (edits.length > 0) left.push(`${rule} in ${name}`);
  }
  expect(left).toEqual([]);
  expect(waiting).toBeGreaterThan(0);
});
