import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Report } from '../src/core/report/report.js';
import { GROWING_INPUTS } from './helpers/growing/index.js';

async function lengthOfData(name: string, times: number): Promise<number> {
  const input = GROWING_INPUTS.find((each) => each.name === name);
  if (input === undefined) throw new Error(`no input is called ${name}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-growth-'));
  const report = (await input.workOn(input.size * times, folder)()) as Report;
  return JSON.stringify(report.findings.map(({ data }) => data)).length;
}

// Four times as many findings, each of which names four times as many things.
it.each(['services of Optimize', 'excluded tenants that a recorded engine does not have'])(
  'findings do not name all that there is, each of them: %s',
  async (name) => {
    expect((await lengthOfData(name, 4)) / (await lengthOfData(name, 1))).toBeLessThan(8);
  },
);
