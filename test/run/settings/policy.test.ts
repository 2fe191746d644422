import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.js';
import { judgingBy } from '../../../src/run/settings/policy.js';
import type { Policy, Scope } from '../../../src/run/settings/types.js';
import { policyOf } from '../../helpers/policies.js';

const SPAN = { start: 0, end: 1 };
const ANYWHERE: Scope = { files: [], engines: [] };

function accepting(rule: string, scope = ANYWHERE): Policy {
  return policyOf({
    suppressions: [{ rules: [rule], codes: [rule], scope, reason: 'r', until: null, span: SPAN }],
  });
}

function finding(changes: Partial<Finding>): Finding {
  return {
    rule: 'T414',
    name: 'shared-or-copied',
    severity: 'warning',
    certainty: 'proven',
    message: 'm',
    engines: ['a', 'b'],
    data: {},
    locations: [],
    evidence: [],
    remedy: '',
    url: 'docs/rules/T414-shared-or-copied.md',
    key: 'k',
    inconclusive: false,
    ...changes,
  };
}

function at(...names: readonly string[]): Finding['locations'] {
  return names.map((file) => ({
    file,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    pointer: null,
    role: 'primary',
    note: null,
  }));
}

const silence = (of: Policy, ...findings: readonly Finding[]) =>
  judgingBy(of).silence(findings, new Set(['T414']), () => '2026-01-01');

describe('settings, applied to findings', () => {
  it('leave a question open that they accept or switch off', () => {
    const open = finding({ inconclusive: true });
    expect(silence(accepting('T414'), open)).toMatchObject({ findings: [], open: true });
    expect(silence(accepting('T414'), finding({}))).toMatchObject({ findings: [], open: false });
    const scope = { files: [], engines: ['a', 'b'] };
    const off = policyOf({ levels: [{ rule: 'T414', level: 'off', scope, span: SPAN }] });
    expect(silence(off, open)).toMatchObject({ findings: [], open: true });
    expect(silence(accepting('T401'), open)).toMatchObject({ findings: [open], open: false });
  });

  it('take a pattern for the names of engines', () => {
    const scope = { files: [], engines: ['a*', 'node-?'] };
    const { adjust } = judgingBy(policyOf({ levels: [{ rule: 'T414', level: 'error', scope, span: SPAN }] }));
    const severityOf = (engines: readonly string[]) =>
      adjust(finding({ severity: 'warning', engines })).severity;
    expect([['alpha'], ['node-1', 'a'], ['beta'], ['alpha', 'beta'], ['node-10']].map(severityOf)).toEqual([
      'error',
      'error',
      'warning',
      'warning',
      'warning',
    ]);
  });

  it('accept for some engines or files only what is about these alone', () => {
    const mine: Scope = { files: [], engines: ['a'] };
    expect(silence(accepting('T414', mine), finding({})).findings).toHaveLength(1);
    expect(silence(accepting('T414', mine), finding({ engines: ['a'] })).findings).toHaveLength(0);
    expect(silence(accepting('T414', mine), finding({ engines: [] })).findings).toHaveLength(1);
    const files: Scope = { files: ['test/'], engines: [] };
    const left = (...names: readonly string[]): number =>
      silence(accepting('T414', files), finding({ locations: at(...names) })).findings.length;
    expect(left('test/a.yaml')).toBe(0);
    expect(left('git:main:test/a.yaml')).toBe(0);
    expect(left('test/a.yaml', 'b.yaml')).toBe(1);
    expect(left()).toBe(1);
  });

  it('say of a suppression that nothing needs it only where its rule looked everywhere', () => {
    expect(silence(accepting('T414')).suppressions[0]?.idle).toEqual(['T414']);
    expect(silence(accepting('T401')).suppressions[0]?.idle).toEqual([]);
    expect(silence(accepting('T414'), finding({})).suppressions[0]?.idle).toEqual([]);
  });

  it('lead to where the documentation is hosted', () => {
    const { adjust } = judgingBy(policyOf({ documentation: 'https://docs.example.com/$&/' }));
    expect(adjust(finding({})).url).toBe('https://docs.example.com/$&/rules/T414-shared-or-copied.md');
  });
});
