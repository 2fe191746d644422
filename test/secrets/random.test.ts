import { describe, expect, it } from 'vitest';
import { Seeded, seedOf } from '../helpers/seeded.js';
import { Leaks } from './leaks.js';
import { outputsAbout } from './outputs.js';
import { FORMS, placements } from './placements.js';
import { varied } from './variations.js';

const seed = seedOf('secrets');
/** Letters that are in nothing else that is printed. */
const SECRET = 'Zq7canary9Xw';
const RUNS = 150;

describe('a secret in a random place, with a key in a random spelling, in a file with a random fault, is never shown', () => {
  const leaks = new Leaks(SECRET);
  const seeded = new Seeded(seed);
  const all = Object.keys(FORMS).length;
  it.each(
    seeded.times(RUNS, () => {
      const list = placements(SECRET, seeded.below(all));
      return varied(seeded.pick(list), seeded);
    }),
  )('$name', async ({ file, text }) => {
    const outputs = await outputsAbout(file, text);
    const leaking = outputs.flatMap(([what, output]) =>
      output.split('\n').flatMap((line) => (leaks.in(line) === null ? [] : `${what}: ${line}`)),
    );
    expect(leaking, text).toEqual([]);
  });
});
