// Every shape in which an input can grow, at 1x, 2x and 4x: how many times as long each takes. The shapes are those that the tests hold to one pass.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundled } from './bench-bundle.mjs';

const FACTORS = [1, 2, 4];
/** Between one pass, which takes 4 times as long at 4x, and a pass in a pass, which takes 16 times. */
const BAR = 8;
/** The shapes, and what is done with them. */
const PARTS = `
  export { GROWING_INPUTS } from './test/helpers/growing/index.js';
  export { quickest } from './test/helpers/growth.js';
`;

/** @returns {Promise<string>} one line for each shape whose name holds the word, in the order of the tests */
export async function benchGrowth(word = '', runs = 3) {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-bench-'));
  try {
    const { GROWING_INPUTS, quickest } = await bundled(PARTS, path.join(folder, 'bundle'));
    const inputs = GROWING_INPUTS.filter(({ name }) => name.includes(word));
    const rows = [];
    for (const [index, input] of inputs.entries()) {
      const times = await quickest(worksOn(input, path.join(folder, String(index))), runs);
      rows.push({ ...input, times });
    }
    return linesOf(rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function worksOn({ size, workOn }, folder) {
  return FACTORS.map((factor) => {
    const own = path.join(folder, `${factor}x`);
    mkdirSync(own, { recursive: true });
    return workOn(size * factor, own);
  });
}

function linesOf(rows) {
  const slow = rows.filter(({ times }) => ratios(times).at(-1) > BAR);
  const most = Math.max(0, ...rows.map(({ name }) => name.length));
  const lines = rows.map(({ name, size, times }) => {
    const [, twice, fourTimes] = ratios(times);
    const cells = [
      name.padEnd(most),
      String(size).padStart(7),
      `${(times[0] / 1000).toFixed(1)} ms`.padStart(10),
      `2x: ${twice.toFixed(1)}`.padStart(9),
      `4x: ${fourTimes.toFixed(1)}`.padStart(9),
      fourTimes > BAR ? 'FAILS' : '',
    ];
    return cells.join(' ').trimEnd();
  });
  const said = slow.length === 0 ? 'holds' : `FAILS for ${slow.length}`;
  return [`growing inputs, ${rows.length} shapes (bar: ${BAR} at 4x): ${said}`, ...lines].join('\n');
}

function ratios(times) {
  return times.map((time) => time / Math.max(times[0], 1));
}
