import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
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

async function keysIn(request: CheckRequest): Promise<readonly string[]> {
  return (await check(request, CONTEXT)).findings.map(({ key }) => key);
}

describe.each([
  ['--fix', false],
  ['--fix-all', true],
] as const)('%s', (_, all) => {
  it.each(FAULTY.map(({ name, folder }) => [name, folder] as const))(
    'corrects %s: nothing new is found, and a second run has nothing to do',
    async (__, folder) => {
      const request = copied(folder);
      const [before, hidden] = [await keysIn(request), await hides(request)];
      const imported = importsOf((await loadClusters(request)).clusters);
      const { report } = await fixed(request, all);
      const after = await keysIn(request);
      expect(after).toEqual(report.findings.map(({ key }) => key));
      if (!hidden) expect(after.filter((key) => !before.includes(key))).toEqual([]);
      if (!all) expect(importsOf((await loadClusters(request)).clusters)).toEqual(imported);
      expect((await fixed(request, all)).files).toEqual([]);
    },
  );
});

/** Their edit brings a variable without a value, a default tenant without a name or an engine that nobody imports: a finding again. */
const LEFT = new Set(['C114', 'C124', 'C125', 'C137', 'C139', 'C201']);

it('of --fix-all makes every edit that is shown, but for those that bring another finding', async () => {
  const left = new Set<string>();
  for (const { folder } of FAULTY) {
    const request = copied(folder);
    const { report } = await fixed(request, true);
    for (const { rule, edits = [] } of report.findings) if (edits.length > 0) left.add(rule);
  }
  expect([...left].filter((rule) => !LEFT.has(rule))).toEqual([]);
});
