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
