import { describe, expect, it } from 'vitest';
import { allFixtures, runFixture } from './helpers/fixtures.js';

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
      const skipped = coverage.flatMap((each) => each.skipped);
      if (kind === 'skip') expect(skipped, 'the rule has to say what it could not judge').not.toEqual([]);
    });
  }
});
