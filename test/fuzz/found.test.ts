import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { startEngineServer, type Answering } from '../helpers/engine-server.js';
import { ROOT } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';
import { answersOf } from '../helpers/real-answers.js';
import { schemaFaults } from './failures.js';

/** What random situations brought to light, each as small as it gets. */
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-found-'));
});

const SECRET = 'Zq7canary9Xw';
const ENGINE = answersOf('camunda-7.24.0/shared-A');

const rejecting: Answering = (asked) =>
  asked === '/engine' ? { json: [{ name: 'default' }] } : { status: 401 };
const odd: Answering = (...asked) => (asked[0].includes('/telemetry') ? { status: 999 } : ENGINE(...asked));

function lay(text: string): void {
  writeFileSync(path.join(folder, 'environment-config.yaml'), text);
}

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return runProgram(args, { cwd: folder, env: { PATH: process.env['PATH'], ...env } });
}

/** Examines an engine for each way of answering; all have one user. */
async function withEngines<T>(
  answering: readonly Answering[],
  examine: (rests: readonly string[]) => Promise<T>,
): Promise<T> {
  const engines = await Promise.all(answering.map((each) => startEngineServer(each)));
  try {
    return await examine(engines.map(({ rest }) => rest));
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
  }
}

function entry(alias: string, rest: string, password = SECRET): string {
  return `  ${alias}:
    name: default
    rest: ${rest}
    authentication: { enabled: true, user: optimize, password: "${password}" }
`;
}

describe('what the schema of the report says', () => {
  it('holds for what a deployment would create', async () => {
    const landscape = path.join(ROOT, 'fixtures/landscapes/duplicate');
    const model = path.join(ROOT, 'fixtures/models/inventory-checkout.bpmn');
    const config = path.join(landscape, 'environment-config.yaml');
    const args = ['preview', model, '--all', '--config', config, '--replay', landscape, '--format', 'json'];
    const { stdout } = await run(args);
    expect(JSON.parse(stdout)).toHaveProperty('deployments.targets');
    expect(schemaFaults('report.v1', stdout)).toEqual([]);
  });

  it('holds for an engine that is not asked as a user whom another one rejected', async () => {
    const { stdout } = await withEngines([rejecting, rejecting], ([a = '', b = '']) => {
      lay(`engines:\n${entry('a', a)}${entry('b', b)}`);
      return run(['doctor', '--format', 'json']);
    });
    expect(JSON.parse(stdout)).toMatchObject({
      engines: [{ status: 'failed' }, { status: 'not-probed', failure: { step: 'login' } }],
    });
    expect(schemaFaults('report.v1', stdout)).toEqual([]);
  });

  it('holds for every status that HTTP can carry, as does that of the recording', async () => {
    const args = ['doctor', '--format', 'json'];
    const live = await withEngines([odd], ([rest = '']) => {
      lay(`engines:\n${entry('a', rest)}`);
      return run([...args, '--record', 'recorded']);
    });
    expect(live.stdout).toContain('999');
    expect(schemaFaults('report.v1', live.stdout)).toEqual([]);
    const replayed = await run([...args, '--replay', 'recorded']);
    expect({ code: replayed.code, stderr: replayed.stderr }).toEqual({ code: live.code, stderr: '' });
  });
});

describe('an address that a secret variable holds as a whole', () => {
  it.each(['${X_PASSWORD}', '${X_PASSWORD}/', '${X_PASSWORD}?x=y'])(
    'is asked, shown by its protocol alone, and can be replayed: %s',
    async (written) => {
      const { live, rest } = await withEngines([ENGINE], async ([address = '']) => {
        lay(`engines:\n${entry('a', written, '${X_PASSWORD}')}`);
        return {
          live: await run(['doctor', '--format', 'json', '--record', 'recorded'], { X_PASSWORD: address }),
          rest: address,
        };
      });
      expect(live.stderr).toBe('');
      expect(JSON.parse(live.stdout)).toMatchObject({ engines: [{ status: 'ok' }] });
      const recorded = readFileSync(path.join(folder, 'recorded/01-a.json'), 'utf8');
      expect(live.stdout + recorded).not.toContain(new URL(rest).host);
      expect(JSON.parse(recorded)).toMatchObject({ target: { address: 'http://***' } });
      expect(await run(['doctor', '--replay', 'recorded'])).toMatchObject({ code: live.code, stderr: '' });
    },
  );
});

describe('a secret', () => {
  it.each(['pw', 'api-token', 'dbPassword'])(
    'stays masked where only the name of an anchor tells it: &%s',
    async (anchor) => {
      lay(`x: &${anchor} ${SECRET}\nengines: {}\n`);
      const { stdout, stderr } = await run(['validate', '--fix-all', '--dry-run']);
      expect(stdout).toContain('C103');
      expect(stdout + stderr).not.toContain(SECRET);
    },
  );

  it.each([200, 403, 500])(
    'of one engine is not told where another one answers %i with it in the place of an error',
    async (status) => {
      const telling: Answering = (...asked) =>
        asked[0].includes('/authorization') ? { status, json: { type: SECRET } } : ENGINE(...asked);
      const { stdout, stderr } = await withEngines([ENGINE, telling], ([a = '', b = '']) => {
        lay(`engines:\n${entry('a', a)}${entry('b', b, 'another-99-one')}`);
        return run(['doctor', '--verbose']);
      });
      expect(stdout).toContain(`answered ${status}`);
      expect(stdout + stderr).not.toContain(SECRET);
    },
  );

  it.each(['ERROR login failed', 'zzqq'])(
    'is not repeated where lines of a log are searched for: %s',
    async (line) => {
      const { code, stdout, stderr } = await run(['explain', `${line}\n  password: ${SECRET}`]);
      expect([0, 2]).toContain(code);
      expect(stdout + stderr).not.toBe('');
      expect(stdout + stderr).not.toContain(SECRET);
    },
  );
});
