import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { speedPage } from '../scripts/speed-page.mjs';
import { ROOT } from './helpers/fixtures.js';

const PEERS = ['bpmnlint', 'ajv-cli', 'Redocly', 'Spectral'];

/** The rows of the first table, by the name in their first column: milliseconds at each size. */
function timesIn(page: string): ReadonlyMap<string, readonly number[]> {
  const [, table = ''] = page.split('## Beside other tools');
  const rows = Array.from(table.matchAll(/^\| `([^`]+)` +\| (.+)$/gm));
  return new Map(
    rows.map(([, name = '', cells = '']) => [
      name,
      Array.from(cells.matchAll(/([\d,]+) ms \(/g), ([, ms = '']) => Number(ms.replaceAll(',', ''))),
    ]),
  );
}

describe('docs/speed.md', () => {
  const page = readFileSync(path.join(ROOT, 'docs/speed.md'), 'utf8');

  it('was written by the bench', async () => {
    expect(page).toContain('npm run bench -- --table');
    expect(page).toMatch(/Measured on \d+ × .+, \d+ GiB, .+, Node \d+\.\d+\.\d+/);
  });

  const sizes = 3;

  it.each(['multi-engine', 'multi-engine, cold'])('shows %s ahead of every peer at each size', (name) => {
    const times = timesIn(page);
    const own = times.get(name) ?? [];
    const peers = [...times].filter(([other]) => PEERS.some((peer) => other.startsWith(peer)));
    expect(own).toHaveLength(sizes);
    expect(peers).toHaveLength(PEERS.length);
    for (const [, theirs] of peers) own.forEach((ms, size) => expect(ms).toBeLessThan(theirs[size] ?? 0));
  });
});

it('the page of speed has a row for each tool, with its ratios', async () => {
  const times = [
    { engines: 1, milliseconds: 50, ratio: 1.25 },
    { engines: 1_000, milliseconds: 1_234.4, ratio: 30.86 },
  ];
  const page = await speedPage({
    peers: [{ name: 'some-tool 1.2.3', says: 'reads files', times, mebibytes: 61.4 }],
    installs: [{ name: 'some-tool', packages: 12, mebibytes: 3.25, seconds: 1.24 }],
    phases: [{ phase: 'rules', milliseconds: 2.5 }],
    rounds: 9,
    lines: 'node -e 0 40 ms',
  });
  expect(page).toMatch(/\| +1 engine \| +1,000 engines \|/);
  expect(page).toMatch(
    /\| `some-tool 1\.2\.3` \| +50 ms \(1\.25 ×\) \| 1234 ms \(30\.86 ×\) \| +61 MiB \| +reads files \|/,
  );
  expect(page).toMatch(/\| some-tool \| +12 \| +3\.3 MiB \| +1\.2 s \|/);
  expect(page).toMatch(/medians of 9 runs/);
  expect(page).toContain('```text\nnode -e 0 40 ms\n```');
});
