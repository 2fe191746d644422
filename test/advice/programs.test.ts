import { describe, expect, test } from 'vitest';
import { balancerText } from '../../src/advice/balancer.js';
import { NO_SETTINGS, plansOf, SHAPES } from './candidates.js';
import { hasProgram, objections } from './programs.js';

describe.each(['nginx', 'haproxy'] as const)('%s accepts what is made for it', (program) => {
  const there = hasProgram(program);

  test.skipIf(!there).each(SHAPES)('for %s', (_, candidates) => {
    const plans = plansOf(...candidates);
    expect(plans.map(({ kind }) => kind)).toEqual(candidates.map(() => 'balance'));
    expect(objections(program, balancerText(plans, program, NO_SETTINGS))).toBe('');
  });

  test.skipIf(!there)('with authorities of its own, in a file with an odd name', () => {
    const [, https] = SHAPES.find(([name]) => name === 'https') ?? [];
    const settings = { host: null, port: null, caFile: '/etc/ssl/certs/ca-certificates.crt' };
    expect(objections(program, balancerText(plansOf(...(https ?? [])), program, settings))).toBe('');
  });
});
