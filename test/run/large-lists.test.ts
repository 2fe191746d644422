import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/run/check.js';
import { requestFor } from '../helpers/fixtures.js';

const CONFIGURATION = `engines:
  eu:
    name: default
    rest: https://engine.example.org/engine-rest
    importEnabled: true
    authentication: {enabled: false}
    webapps: {enabled: true, endpoint: "https://engine.example.org/camunda"}
`;

function configMap(name: string, data: object): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

const OWN = configMap('o', { 'environment-config.yaml': CONFIGURATION });
const OTHERS = Array.from({ length: 130 }, () => configMap('x', { x: 'y'.repeat(100_000) }));

/** What C101 finds in a file of this text. */
async function faultsIn(name: string, text: string): Promise<readonly string[]> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'multi-engine-large-')), name);
  writeFileSync(file, text);
  const report = await check(requestFor([file]), { version: 'test', interruptedBy: () => null });
  return report.findings.filter(({ rule }) => rule === 'C101').map(({ message }) => message);
}

describe('a list of objects that is longer than what is read', () => {
  it.each([
    ['on one line', undefined],
    ['on many lines', 1],
  ])('is said to be too long, and not to be broken: %s', async (_, indent) => {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: OTHERS }, null, indent);
    await expect(faultsIn('list.json', text)).rejects.toThrow(
      'list.json: has more than 12 MiB; no configuration is in what was read of it',
    );
  });

  it('is too long and nothing else where a configuration is in what was read', async () => {
    const text = [OWN, ...OTHERS].map((each) => `---\n${JSON.stringify(each)}\n`).join('');
    expect(await faultsIn('list.yaml', text)).toEqual([expect.stringContaining('more than 12 MiB')]);
  });

  it('is broken as well where that is so before its last object', async () => {
    const text = [OWN, ...OTHERS].map((each) => `---\n${JSON.stringify(each)}\n`).join('---\na: [\n');
    expect((await faultsIn('list.yaml', text)).join('\n')).toMatch(/never closed|bracket/);
  });
});
