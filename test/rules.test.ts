import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding, Location } from '../src/core/finding.js';
import { allFixtures, runFixture } from './helpers/fixtures.js';
import { golden } from './report/golden.js';

describe('fixtures of rules, with all rules running', () => {
  for (const { code, kind, name, folder } of allFixtures()) {
    it(name, async () => {
      const report = await runFixture(folder);
      const found = report.findings.filter(({ rule }) => rule === code);
      const coverage = report.coverage.filter(({ rule }) => rule === code);
      expect(report.defects).toEqual([]);
      if (kind === 'fail') expect(found, 'the rule has to find something').not.toEqual([]);
      else expect(found, 'the rule has to stay silent').toEqual([]);
      for (const { evidence } of found) {
        const said = evidence.map((each) => JSON.stringify(each));
        expect(said, 'evidence that is said twice says nothing').toEqual([...new Set(said)]);
      }
      if (kind === 'fail') {
        const said = found.map(saidOf).join('\n');
        expect(said).toBe(golden(path.join(folder, 'findings.txt'), said));
      }
      const skipped = coverage.flatMap((each) => each.skipped);
      if (kind === 'skip') expect(skipped, 'the rule has to say what it could not judge').not.toEqual([]);
    });
  }
});

/** All that a finding says, for people to read beside what it was found in. Its key stands in the baselines of others. */
function saidOf(finding: Finding): string {
  const { severity, certainty, message, engines, key, remedy, locations, evidence } = finding;
  const lines = [
    `${severity}, ${certainty}: ${message}`,
    ...locations.map((location) => `  at ${placeOf(location)}`),
    ...(engines.length > 0 ? [`  engines ${engines.join(', ')}`] : []),
    `  key ${key}`,
    ...evidence.map((each) => `  evidence ${each.kind} of ${each.engines.join(', ')}: ${each.detail}`),
    ...remedy.split('\n').map((line) => `  | ${line}`.trimEnd()),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function placeOf({ file, line, column, pointer }: Location): string {
  return `${path.posix.basename(file)}:${line}:${column}${pointer === null ? '' : ` ${pointer}`}`;
}
