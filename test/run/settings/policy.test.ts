import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.js';
import { judgingBy } from '../../../src/run/settings/policy.js';
import { LEVELS, type Policy, type Scope } from '../../../src/run/settings/types.js';
import { fits, fitsName } from '../../../src/run/settings/wildcards.js';
import { policyOf } from '../../helpers/policies.js';
import { at, finding, SPAN } from './findings.js';

const ANYWHERE: Scope = { files: [], engines: [] };

function accepting(rule: string, scope = ANYWHERE): Policy {
  return policyOf({
    suppressions: [{ rules: [rule], codes: [rule], scope, reason: 'r', until: null, span: SPAN }],
  });
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

/** Each with each, as the settings are described. */
function isMeant({ engines, files }: Scope, { engines: own, locations }: Finding): boolean {
  const isOwn = own.every((alias) => engines.some((pattern) => fitsName(pattern, alias)));
  const isThere = locations.every(({ file }) => files.some((pattern) => fits(pattern, file)));
  return (
    (engines.length === 0 || (own.length > 0 && isOwn)) &&
    (files.length === 0 || (locations.length > 0 && isThere))
  );
}

describe('of many scopes', () => {
  const names = ['a', 'b', 'ab', 'a*', '?', '*b', '*'];
  const files = [
    'x.yaml',
    'y.yaml',
    'test/x.yaml',
    './test/x.yaml',
    'test/',
    'test/**',
    '*.yaml',
    '**/y.yaml',
    '?.yaml',
  ];
  const scopes = fc.record({
    engines: fc.subarray(names, { maxLength: 2 }),
    files: fc.subarray(files, { maxLength: 2 }),
  });
  const found = fc
    .record({
      engines: fc.subarray(['a', 'b', 'ab', 'c'], { maxLength: 2 }),
      in: fc.subarray(['x.yaml', 'test/x.yaml', 'test/deep/y.yaml', 'z'], { maxLength: 2 }),
      rule: fc.constantFrom('T414', 'T401'),
    })
    .map(({ in: where, ...rest }) => finding({ ...rest, locations: at(...where) }));
  const folder = process.cwd();

  it('the last that fits decides what a finding counts as', () => {
    const level = fc.record({
      rule: fc.constantFrom('T414', 'T401'),
      level: fc.constantFrom(...LEVELS),
      scope: scopes,
    });
    fc.assert(
      fc.property(fc.array(level, { maxLength: 12 }), found, (given, one) => {
        const levels = given.map((each) => ({ ...each, span: SPAN }));
        const last = levels.findLast(({ rule, scope }) => rule === one.rule && isMeant(scope, one))?.level;
        const { adjust, isOff } = judgingBy({ ...policyOf({ levels }), folder });
        expect(isOff(one)).toBe(last === 'off');
        const kept = last === undefined || last === 'off' || last === 'default';
        expect(adjust(one).severity).toBe(kept ? one.severity : last);
      }),
      { numRuns: 2000 },
    );
  });

  it('any that fits silences a finding, and is used', () => {
    const suppression = fc.record({ codes: fc.subarray(['T414', 'T401'], { minLength: 1 }), scope: scopes });
    fc.assert(
      fc.property(fc.array(suppression, { maxLength: 8 }), found, (given, one) => {
        const suppressions = given.map((each) => ({
          ...each,
          rules: each.codes,
          reason: 'r',
          until: null,
          span: SPAN,
        }));
        const fitting = suppressions.map(
          ({ codes, scope }) => codes.includes(one.rule) && isMeant(scope, one),
        );
        const told = judgingBy({ ...policyOf({ suppressions }), folder }).silence(
          [one],
          new Set([one.rule]),
          () => '2026-01-01',
        );
        expect(told.findings).toEqual(fitting.includes(true) ? [] : [one]);
        const idle = suppressions.map(
          ({ codes }, index) => fitting[index] !== true && codes.includes(one.rule),
        );
        expect(told.suppressions.map((each) => each.idle.length > 0)).toEqual(idle);
      }),
      { numRuns: 2000 },
    );
  });
});
