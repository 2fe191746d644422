import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignedSteps, type Step } from '../../src/edit/align.js';

function side(steps: readonly Step[], kind: '-' | '+'): readonly string[] {
  return steps.filter((step) => step.kind === ' ' || step.kind === kind).map(({ line }) => line);
}

function engine(n: number, ...further: readonly string[]): readonly string[] {
  return [`  e${n}:`, '    name: default', `    rest: http://e${n}/engine-rest`, ...further];
}

describe('the lines of two texts in one order', () => {
  it('have both texts in them, however many differ', () => {
    const lines = fc.array(
      fc.constantFrom('a', 'b', 'c', '', ...Array.from({ length: 40 }, (_, n) => `${n}`)),
      {
        maxLength: 60,
      },
    );
    // So many of one kind more than the other that the shortest difference is not looked for.
    const many = Array.from({ length: 2_001 }, (_, n) => `new ${n % 900}`);
    fc.assert(
      fc.property(lines, lines, fc.boolean(), (one, other, isLong) => {
        const [before, after] = [one, isLong ? [...other, ...many, ...one] : other];
        const steps = alignedSteps(before, after);
        expect(side(steps, '-')).toEqual(before);
        expect(side(steps, '+')).toEqual(after);
      }),
      { numRuns: 300 },
    );
  });

  it('keep what is there where thousands of lines are added between them', () => {
    const numbers = Array.from({ length: 900 }, (_, n) => n);
    const before = ['engines:', ...numbers.flatMap((n) => engine(n))];
    const further = ['    authentication:', '      enabled: false', '    webapps: {enabled: false}'];
    const after = ['engines:', ...numbers.flatMap((n) => engine(n, ...further))];
    const steps = alignedSteps(before, after);
    expect(steps.filter(({ kind }) => kind === '-')).toEqual([]);
    expect(steps.filter(({ kind }) => kind === '+')).toHaveLength(3 * 900);
  });
});
