import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDamaged } from '../../src/configuration/engine-section.js';
import type { Span } from '../../src/load/types.js';
import { growth } from '../helpers/growth.js';

function documentWith(damaged: readonly Span[]) {
  return { file: { name: 'a.yaml', text: '' }, root: null, faults: [], damaged };
}

/** A template on every line, and as many entries between them. */
function look(count: number): void {
  const spans = Array.from({ length: count }, (_, index) => ({ start: 10 * index, end: 10 * index + 2 }));
  const document = documentWith(spans);
  for (const { start } of spans) isDamaged(document, { start: start + 3, end: start + 9 });
}

describe('what is damaged', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 8 }))
    .map(([start, length]) => ({ start, end: start + length }));

  it('is any part that some damage reaches into', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), span, (damaged, extent) => {
        const wanted = damaged.some(({ start, end }) => start < extent.end && end > extent.start);
        expect(isDamaged(documentWith(damaged), extent)).toBe(wanted);
      }),
      { numRuns: 2000 },
    );
  });

  it('is found for many entries in a file of many templates without looking at each for each', async () => {
    expect(await growth(look, 2000, 8)).toBeLessThan(24);
  });
});
