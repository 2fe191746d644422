import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { GROWING_INPUTS } from './helpers/growing/index.js';
import { ratioOf } from './helpers/growth.js';

const FACTOR = 8;
/** Between one pass, which takes 8 times as long, and a pass in a pass, which takes 64 times. */
const BAR = 24;

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'multi-engine-growth-'));
}

describe('a run takes no longer than its input is long', { timeout: 120_000 }, () => {
  it.each(GROWING_INPUTS.map((input) => [input.name, input] as const))(
    'for %s',
    async (_, { size, workOn }) => {
      const ratio = await ratioOf([workOn(size, newFolder()), workOn(size * FACTOR, newFolder())], FACTOR, 1);
      expect(ratio).toBeLessThan(BAR);
    },
  );
});
