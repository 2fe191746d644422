import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './helpers/fixtures.js';
import { runProgram } from './helpers/program.js';

const CONFIG = `engines:
  a: &a
    name: default
    rest: http://a.example.org/engine-rest//
    authentication: { enabled: no, user: '', password: '' }
    webapps: { endpoint: 'http://a.example.org/camunda', enabled: true }
  b:
    name: default
    rest: http://b.example.org/engine-rest
    enabled: true
    authentication: { enabled: false, user: '', password: '' }
    webapps: { endpoint: 'http://b.example.org/camunda', enabled: true }
`;
const BASELINE = '{ "version": 1, "tool": "multi-engine", "accepted": [] }\n';
const PRELOAD = path.join(ROOT, 'test/helpers/killing.cjs');

/** Plays a command that is killed at this step; what is in the file then, and how many steps there were where it was not killed. */
async function killedAt(step: number, file: string, former: string, args: readonly string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'killed-'));
  writeFileSync(path.join(folder, 'environment-config.yaml'), CONFIG);
  writeFileSync(path.join(folder, file), former);
  const env = {
    PATH: process.env['PATH'],
    NODE_OPTIONS: `--require=${PRELOAD}`,
    KILL_AT: String(step),
    KILL_NOTES: folder,
  };
  await runProgram(args, { cwd: folder, env });
  const notes = path.join(folder, 'steps');
  return {
    text: readFileSync(path.join(folder, file), 'utf8'),
    steps: existsSync(notes) ? Number(readFileSync(notes, 'utf8')) : null,
  };
}

describe('a run that is killed at any moment leaves the file as it was or as it shall be', () => {
  it.each([
    ['--fix', 'environment-config.yaml', CONFIG, ['validate', '--fix-all']],
    [
      '--write',
      'environment-config.yaml',
      CONFIG,
      ['balancer', '--group', 'a,b', '--at', 'lb:80', '--write'],
    ],
    ['--format', 'report.json', 'former', ['validate', '--format', 'json=report.json']],
    [
      '--update-baseline',
      'baseline.json',
      BASELINE,
      ['validate', '--baseline', 'baseline.json', '--update-baseline'],
    ],
  ])('%s', async (_, file, former, args) => {
    const whole = await killedAt(0, file, former, args);
    expect(whole.text).not.toBe(former);
    expect(whole.steps).toBeGreaterThan(0);
    for (let step = 1; step <= (whole.steps ?? 0); step += 1) {
      const { text, steps } = await killedAt(step, file, former, args);
      expect(steps).toBe(null);
      expect([former, whole.text]).toContain(text);
    }
  });
});
