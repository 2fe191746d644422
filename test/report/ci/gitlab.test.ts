import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/report/report.js';
import { renderGitlab } from '../../../src/report/ci/gitlab.js';
import * as cases from '../cases.js';
import { golden } from '../golden.js';
import { hostile } from '../hostile.js';
import { options } from '../reports.js';

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: {
    readonly path: string;
    readonly lines: { readonly begin: number; readonly end: number };
  };
}

function entriesOf(of: Report): readonly Entry[] {
  return JSON.parse(renderGitlab(of, options()));
}

const ALL = Object.entries({ ...cases, hostile });

describe('renderGitlab', () => {
  it.each(ALL)('writes %s as it is stored, with what GitLab requires', (name, of) => {
    const text = renderGitlab(of, options());
    expect(text).toBe(golden(`${name}.gitlab.txt`, text));
    const entries = entriesOf(of);
    expect(entries).toHaveLength(of.findings.length);
    for (const { description, check_name: rule, fingerprint, severity, location } of entries) {
      expect(description).toContain(rule);
      expect(fingerprint).toMatch(/^[0-9a-f]{32}$/);
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity);
      expect(location.path).not.toMatch(/^(?:\.|\/|$)/);
      expect(location.lines.begin).toBeGreaterThan(0);
    }
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
  });

  it('points to the line of the first place', () => {
    expect(entriesOf(cases.offline).map(({ location }) => location.lines.begin)).toEqual(
      cases.offline.findings.map(({ locations }) => locations[0]?.line),
    );
  });
});
