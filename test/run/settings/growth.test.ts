import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.js';
import { judgingBy } from '../../../src/run/settings/policy.js';
import type { Scope } from '../../../src/run/settings/types.js';
import { fits } from '../../../src/run/settings/wildcards.js';
import { growth } from '../../helpers/growth.js';
import { policyOf } from '../../helpers/policies.js';
import { at, finding, SPAN } from './findings.js';

const COUNT = 400;
const FACTOR = 8;
/** Between one pass and each with each. */
const BAR = 24;

const SCOPES: readonly (readonly [string, (n: number) => Scope])[] = [
  ['an engine', (n) => ({ files: [], engines: [`engine-${n}`] })],
  ['a file', (n) => ({ files: [`nodes/file-${n}.yaml`], engines: [] })],
];

function each<T>(count: number, make: (n: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, n) => make(n));
}

function found(count: number): readonly Finding[] {
  return each(count, (n) => finding({ engines: [`engine-${n}`], locations: at(`nodes/file-${n}.yaml`) }));
}

function overriding(count: number, scopeOf: (n: number) => Scope): void {
  const levels = each(count, (n) => ({
    rule: 'T414',
    level: 'info' as const,
    scope: scopeOf(n),
    span: SPAN,
  }));
  const { adjust } = judgingBy({ ...policyOf({ levels }), folder: process.cwd() });
  for (const one of found(count)) expect(adjust(one).severity).toBe('info');
}

function suppressing(count: number, scopeOf: (n: number) => Scope): void {
  const suppressions = each(count, (n) => ({
    rules: ['T414'],
    codes: ['T414'],
    scope: scopeOf(n),
    reason: 'r',
    until: null,
    span: SPAN,
  }));
  const judging = judgingBy({ ...policyOf({ suppressions }), folder: process.cwd() });
  expect(judging.silence(found(count), new Set(), () => '2026-01-01').findings).toEqual([]);
}

describe.each(SCOPES)('settings for %s each take no longer than they are long', (_, scopeOf) => {
  it.each([
    ['overrides', overriding],
    ['suppressions', suppressing],
  ])('as %s', async (__, judge) => {
    expect(await growth((count) => judge(count, scopeOf), COUNT, FACTOR)).toBeLessThan(BAR);
  });
});

it.each([
  ['stars', '*a', 'b', 'a'],
  ['stars for folders', '**/a/', 'b', 'a/'],
])('a name is held against many %s in one pass', async (_, star, end, part) => {
  const pattern = `${star.repeat(200)}${end}`;
  const hold = (count: number) => expect(fits(pattern, part.repeat(count))).toBe(false);
  expect(await growth(hold, COUNT, FACTOR)).toBeLessThan(BAR);
});
