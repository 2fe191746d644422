import { describe, expect, it } from 'vitest';
import { known, unknown, type Unknown } from '../../../src/core/observed.js';
import { factNamed, gapsIn, merged, type Gap } from '../../../src/run/judge/gaps.js';

describe('what is missing of a fact', () => {
  it.each<[Unknown['reason'], boolean]>([
    ['refused', true],
    ['failed', true],
    ['changing', true],
    ['absent', false],
    ['not-asked', false],
  ])('that is not known, because it was %s, is open: %s', (reason, open) => {
    expect(gapsIn(unknown(reason, 'why'))).toEqual([{ because: 'why', open }]);
  });

  it('that is known is its gaps, which are open, or nothing', () => {
    expect(gapsIn(known(1, [], ['a part']))).toEqual([{ because: 'a part', open: true }]);
    expect(gapsIn(known(1))).toEqual([]);
  });

  it('that no rule may ask for is a defect', () => {
    expect(() => factNamed({}, 'nothing')).toThrow('there is no fact "nothing"');
  });
});

function gap(engine: string, because: string, open = false): Gap {
  return { engine, because, open };
}

describe('gaps of several engines', () => {
  it('are told once for each reason, with each engine once', () => {
    expect(merged([gap('eu', 'x'), gap('us', 'x'), gap('eu', 'x'), gap('eu', 'y')])).toEqual([
      { engines: ['eu', 'us'], because: 'x' },
      { engines: ['eu'], because: 'y' },
    ]);
    expect(merged([])).toEqual([]);
  });

  it('are open where one of them is', () => {
    expect(merged([gap('eu', 'x'), gap('us', 'x', true)])).toEqual([
      { engines: ['eu', 'us'], because: 'x', open: true },
    ]);
  });

  it('are two where different rights are missing', () => {
    const right = { permission: 'READ', resource: 'Tenant', type: 11, user: 'optimize' } as const;
    const [first, second] = merged([{ ...gap('eu', 'x', true), missing: right }, gap('us', 'x')]);
    expect(first).toEqual({ engines: ['eu'], because: 'x', open: true, missing: right });
    expect(second).toEqual({ engines: ['us'], because: 'x' });
  });
});
