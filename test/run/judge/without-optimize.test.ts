import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../src/run/check.js';
import { LANDSCAPES, replayRequest, requestFor } from '../../helpers/fixtures.js';

/** Recordings of real engines: two nodes of one database, one engine by two addresses, a database and its copy. */
const CASES = [
  ['shared', 'T411', /share a database: they are the nodes of one cluster\.$/],
  ['same-engine', 'T412', /reach one and the same engine at different addresses\.$/],
  ['cloned', 'T413', /use a database and its copy/],
] as const;

describe.each(CASES)('%s, found by %s', (name, rule, message) => {
  it('is information where no Optimize imports', async () => {
    const { findings, exitCode } = await doctor(name, 'none');
    const found = findings.filter((each) => each.rule === rule);
    expect(found).toMatchObject([{ severity: 'info', message: expect.stringMatching(message) }]);
    expect(found.map(({ remedy }) => remedy).join()).not.toMatch(/Optimize|remove|^[+-]/im);
    expect(exitCode).toBe(0);
  });

  it('is an error where one does', async () => {
    const { findings, exitCode } = await doctor(name, null);
    expect(findings.filter((each) => each.rule === rule)).toMatchObject([{ severity: 'error' }]);
    expect(exitCode).toBe(1);
  });
});

/** What is wrong with a cluster by itself, in a landscape that shows it. */
it.each([
  ['mixed-products', 'T415'],
  ['no-rights', 'P323'],
  ['missing-credentials', 'P306'],
])('%s is told by %s without a word of Optimize where none imports', async (name, rule) => {
  const words = async (target: 'none' | null): Promise<string> => {
    const { findings } = await doctor(name, target);
    const found = findings.filter((each) => each.rule === rule);
    expect(found).toHaveLength(1);
    return found.map(({ message, remedy }) => `${message}\n${remedy}`).join();
  };
  expect(await words('none')).not.toContain('Optimize');
  expect(await words(null)).toContain('Optimize');
});

it('names Optimize in no finding about any landscape where none imports', { timeout: 60_000 }, async () => {
  const naming = new Set<string>();
  for (const name of readdirSync(LANDSCAPES)) {
    if (!existsSync(path.join(LANDSCAPES, name, 'recording.json'))) continue;
    const { findings } = await doctor(name, 'none');
    for (const { rule, message, remedy } of findings)
      if (/Optimize/u.test(`${message}\n${remedy}`)) naming.add(rule);
  }
  expect([...naming]).toEqual([]);
});

it('names it neither for an address of this machine nor for a password in plain text', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'without-optimize-')), 'environment-config.yaml');
  writeFileSync(
    file,
    'engines:\n  a:\n    name: default\n    rest: http://localhost:1/engine-rest\n    authentication: { enabled: true, user: u, password: p }\n',
  );
  const words = async (target: 'none' | null): Promise<string> => {
    const { findings } = await check(
      { ...requestFor([file]), target, only: ['C133', 'C137'] },
      { version: '0.0.0-test', interruptedBy: () => null },
    );
    expect(findings.map(({ rule }) => rule)).toEqual(['C133', 'C137']);
    return findings.map(({ message, remedy }) => `${message}\n${remedy}`).join();
  };
  expect(await words('none')).not.toContain('Optimize');
  expect(await words(null)).toContain('Optimize');
});

const rulesIn = async (target: 'none' | null) =>
  (await doctor('numbered', target)).findings.map(({ rule }) => rule);

it('says nothing of ids that only Optimize mixes', async () => {
  expect(await rulesIn(null)).toContain('P335');
  expect(await rulesIn('none')).not.toContain('P335');
});

function doctor(landscape: string, target: 'none' | null) {
  const recording = path.join(LANDSCAPES, landscape);
  const file = path.join(recording, 'environment-config.yaml');
  const request = {
    ...requestFor([file]),
    command: 'doctor',
    target,
    live: replayRequest(recording),
  } as const;
  return check(request, { version: '0.0.0-test', interruptedBy: () => null });
}
