import { describe, expect, it } from 'vitest';
import { seedOf } from '../helpers/seeded.js';
import { fuzz } from './fuzz.js';
import { SITUATIONS } from './situations.js';

const seed = seedOf('fuzz');
/** What a minute is enough for; `npm run fuzz` goes on for ten. */
const EACH = 20;

describe('a random situation ends in time, with a code of the contract, a sound report, and no secret in any output', () => {
  it.each(Object.keys(SITUATIONS))(
    '%s',
    async (kind) => {
      const { played, found } = await fuzz({ seed, kinds: [kind], goesOn: (count) => count < EACH });
      expect(played).toBe(EACH);
      expect(
        found,
        `npm run fuzz -- --kind '${kind}' --again SEED --keep FOLDER lays it into a folder`,
      ).toEqual([]);
    },
    300_000,
  );
});
