import { describe, expect, it } from 'vitest';
import { evidenceOf, known, mapObserved, unknown, valueOrNull } from '../../src/core/observed.js';

const EVIDENCE = [{ kind: 'version', engines: ['eu'], detail: '7.21.0' }];

describe('a fact', () => {
  it('that is known is complete and without evidence, where nothing else is said', () => {
    expect(known(1)).toEqual({ known: true, value: 1, gaps: [], evidence: [] });
  });

  it('that is known changes its value and keeps what is said of it', () => {
    const fact = known(1, EVIDENCE, ['a part']);
    expect(mapObserved(fact, (value) => value + 1)).toEqual({ ...fact, value: 2 });
    expect([evidenceOf(fact), valueOrNull(fact)]).toEqual([EVIDENCE, 1]);
  });

  it('that is not known stays so, and shows nothing', () => {
    const fact = unknown('refused', 'no right');
    expect(fact).toEqual({ known: false, reason: 'refused', detail: 'no right' });
    expect(mapObserved(fact, () => 2)).toBe(fact);
    expect([evidenceOf(fact), valueOrNull(fact)]).toEqual([[], null]);
  });

  it('names the right that is missing where it is known', () => {
    const right = { permission: 'READ', resource: 'Tenant', type: 11 } as const;
    expect(unknown('refused', 'no right', right)).toMatchObject({ missing: right });
  });
});
