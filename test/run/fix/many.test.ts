import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fix } from '../../../src/run/fix/fix.js';
import { requestFor } from '../../helpers/fixtures.js';
import { growth } from '../../helpers/growth.js';

const CONTEXT = { version: '0.0.0-test', interruptedBy: () => null };

/** So many engines, each with a faulty line of its own, or with blocks missing. */
function engines(count: number, more = ''): string {
  const entry = (n: number): string =>
    `  e${n}:\n    name: default\n    rest: http://e${n}:8080/engine-rest\n    importEnabled: true\n${more}`;
  return `engines:\n${Array.from({ length: count }, (_, n) => entry(n)).join('')}`;
}

async function fixed(text: string, all: boolean) {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'multi-engine-fix-')), 'environment-config.yaml');
  writeFileSync(file, text);
  return fix(requestFor([file]), CONTEXT, all);
}

it('corrects in one run what goes by places in the text, however many there are', async () => {
  const { report, gone } = await fixed(engines(30, '    name: default\n'), true);
  expect(report.findings.filter(({ rule }) => rule === 'C102')).toEqual([]);
  expect(gone).toBeGreaterThanOrEqual(30);
});

it('corrects those of many duplicates that it can show, and says how many', async () => {
  const { report, gone } = await fixed(engines(1, '    name: default\n'.repeat(450)), true);
  expect(gone).toBeGreaterThan(100);
  expect(report.findings.filter(({ rule }) => rule === 'C102').length).toBeLessThan(350);
});

it('corrects in one run several settings of one engine that are missing', async () => {
  const { files } = await fixed(engines(30), true);
  expect(files[0]?.after.match(/authentication:/gu)).toHaveLength(30);
});

it.each([false, true])('takes no longer than its input is (all: %s)', { timeout: 120_000 }, async (all) => {
  const work = async (count: number): Promise<void> => void (await fixed(engines(count), all));
  expect(await growth(work, 25, 4, 2)).toBeLessThan(8);
});

it('corrects what a rule does not report beside ten thousand others', { timeout: 120_000 }, async () => {
  const unknown = Array.from({ length: 10_010 }, (_, index) => `    x${index}: 1\n`).join('');
  const { files } = await fixed(`${engines(1)}${unknown}`, true);
  expect(files[0]?.after).not.toMatch(/x\d/u);
});

/** A configuration of many, each with an entry of the same alias. */
function map(n: number): string {
  return `apiVersion: v1
kind: ConfigMap
metadata: {name: c${n}}
data:
  environment-config.yaml: |
    engines:
      a: {name: default, rest: http://x}
---
`;
}

async function manifestFixed(count: number): Promise<void> {
  await fixed(Array.from({ length: count }, (_, n) => map(n)).join(''), false);
}

it('takes no longer than a manifest has configurations', { timeout: 120_000 }, async () => {
  expect(await growth(manifestFixed, 4, 8, 1)).toBeLessThan(24);
});
