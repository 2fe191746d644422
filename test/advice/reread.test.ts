import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { placeGroups } from '../../src/advice/plan.js';
import { correctFiles } from '../../src/run/balancer/correct.js';
import { loadConfiguration } from '../../src/run/request/configure.js';
import { requestFor } from '../helpers/fixtures.js';
import { ratioOf, type Work } from '../helpers/growth.js';
import { candidate, groupAt, member, plansOf } from './candidates.js';

const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-reread-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Engines `a` and `b` on one database; `address` is what the correction writes for the one that stays. */
async function corrected(address: string): Promise<readonly string[]> {
  const file = path.join(folder, 'environment-config.yaml');
  const addresses = ['http://one:8080/engine-rest', 'http://two:8080/engine-rest'] as const;
  const entries = addresses.map(
    (rest, index) => `  ${'ab'.charAt(index)}:\n    name: default\n    rest: ${rest}\n`,
  );
  writeFileSync(file, `engines:\n${entries.join('')}`);
  const request = requestFor([file]);
  const plans = plansOf(groupAt(...addresses));
  const settings = { host: 'lb', port: 8090, caFile: null };
  const placed = placeGroups(plans, false, settings).map((group) => ({ ...group, rest: address }));
  const { configuration } = await loadConfiguration(request);
  return correctFiles(configuration.files, plans, placed, request).map(({ after }) => after);
}

/** As many engines on one database, of which one stays. */
async function correctionOf(count: number): Promise<Work> {
  const file = path.join(folder, `environment-config-${count}.yaml`);
  const addresses = Array.from({ length: count }, (_, index) => `http://e${index}:8080/engine-rest`);
  const entries = addresses.map((rest, index) => `  e${index}:\n    name: default\n    rest: ${rest}\n`);
  writeFileSync(file, `engines:\n${entries.join('')}`);
  const request = requestFor([file]);
  const plans = plansOf(candidate(addresses.map((rest, index) => member(`e${index}`, rest))));
  const placed = placeGroups(plans, false, { host: 'lb', port: 8090, caFile: null });
  const { configuration } = await loadConfiguration(request);
  return () => correctFiles(configuration.files, plans, placed, request);
}

describe('the corrected file is read again as Optimize reads it', () => {
  test('and taken where it then calls what was meant', async () => {
    expect(await corrected('http://lb:8090/engine-rest')).toEqual([
      'engines:\n  a:\n    name: default\n    rest: http://lb:8090/engine-rest\n',
    ]);
  });

  test.each([
    ['a slash less', 'http://lb:8090/engine-rest/'],
    ['the value of a variable', 'http://${HOST:lb}:8090/engine-rest'],
  ])('and refused where Optimize would read %s', async (_, address) => {
    await expect(corrected(address)).rejects.toThrow(/cannot be corrected in place: "a" would change/);
  });

  test('once for all edits of a large group', async () => {
    expect(await ratioOf([await correctionOf(50), await correctionOf(400)], 8, 1)).toBeLessThan(24);
  });
});
