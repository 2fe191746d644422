import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { render } from '../../src/report/index.js';
import { check } from '../../src/run/check.js';
import { startEngineServer, type EngineServer, type Reply } from '../helpers/engine-server.js';
import { LANDSCAPES, replayRequest, requestFor } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';
import { answersOf, rawAnswers } from '../helpers/real-answers.js';

async function inventoryOf(name: string): Promise<readonly string[]> {
  const recording = path.join(LANDSCAPES, name);
  const request = requestFor([path.join(recording, 'environment-config.yaml')]);
  const report = await check(
    { ...request, command: 'doctor', live: replayRequest(recording) },
    { version: '0.0.0-test', interruptedBy: () => null },
  );
  const how = { color: false, quiet: false, verbose: false, timings: false, width: 100 };
  return (await render('csv', report, how)).trimEnd().split('\r\n');
}

describe('the inventory', () => {
  it('has every definition of every engine, and who else has it', async () => {
    const [head, ...rows] = await inventoryOf('demo');
    expect(head).toBe('engine,kind,key,version,tenant,id,deployed,also on,not read because');
    expect(rows).toHaveLength(15);
    expect(rows[1]).toMatch(/^payment-1,process,invoice,1,,invoice:1:[\w-]+,,"payment-2, inventory",$/);
    expect(rows.filter((row) => row.includes(',refund,1,acme,'))).toHaveLength(3);
  });

  it('says which list could not be read and why, instead of nothing', async () => {
    const rows = await inventoryOf('one-down');
    const unread = rows.filter((row) => /,,,,,,,./.test(row));
    expect(unread.length).toBeGreaterThan(0);
  });
});

/** What `doctor` says of one engine. */
async function doctor(server: EngineServer, ...options: readonly string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-inventory-'));
  writeFileSync(
    path.join(folder, 'environment-config.yaml'),
    `engines:\n  a:\n    name: default\n    rest: ${server.rest}\n`,
  );
  const run = await runProgram(['doctor', ...options], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder },
  });
  return { ...run, folder, rows: run.stdout.trimEnd().split('\r\n') };
}

describe('the times of deployments', () => {
  const servers: EngineServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  const DEPLOYED = '2026-08-22T08:00:00.123+0000';

  /** A real engine, but for its deployments. Ids from the lists that it gives. */
  async function start(deployments: (ids: readonly string[]) => Reply): Promise<EngineServer> {
    const rows = rawAnswers('camunda-7.24.0/shared-A').flatMap(
      ({ json }) => JSON.stringify(json ?? null).match(/"deploymentId":"[^"]+"/g) ?? [],
    );
    const ids = [...new Set(rows.map((row) => row.slice('"deploymentId":"'.length, -1)))].toSorted();
    const answers = answersOf('camunda-7.24.0/shared-A', (asked) =>
      asked.startsWith('/engine/default/deployment?') && asked.includes('sortBy=id&')
        ? deployments(ids)
        : undefined,
    );
    const server = await startEngineServer(answers);
    servers.push(server);
    return server;
  }

  const all = (ids: readonly string[]): Reply => ({
    json: ids.map((id) => ({ id, name: 'a name', source: null, deploymentTime: DEPLOYED, tenantId: null })),
  });

  it('are asked for where the inventory is wanted, once, and in no other run', async () => {
    const server = await start(all);
    const asked = () => server.seen.filter(({ path: each }) => each.includes('/deployment?sortBy=id'));
    await doctor(server, '--format=json');
    expect(asked()).toEqual([]);
    const { rows } = await doctor(server, '--format=csv');
    expect(asked().map(({ method, path: each }) => `${method} ${each}`)).toEqual([
      'GET /engine/default/deployment?sortBy=id&sortOrder=asc&firstResult=0&maxResults=1000',
    ]);
    const definitions = rows.filter((row) => /^a,(?:process|decision)[^,]*,[^,]/.test(row));
    expect(definitions.length).toBeGreaterThan(2);
    for (const row of definitions)
      expect(row).toMatch(new RegExp(`,\\w+:\\d:[\\w-]+,${DEPLOYED.replaceAll(/[.+]/g, '\\$&')},`));
    expect(rows.some((row) => row.startsWith('a,deployment,'))).toBe(false);
  });

  it('change neither what is found nor the exit code where they cannot be read, and it says why', async () => {
    const plain = await doctor(await start(all), '--format=json');
    for (const refusal of [
      { status: 403, json: { type: 'AuthorizationException', message: 'no' } },
      { json: [{ id: 1 }] },
      { status: 404 },
    ]) {
      const server = await start(() => refusal);
      const { code, rows, folder } = await doctor(server, '--format=csv', '--format=json=report.json');
      expect(code).toBe(plain.code);
      const { findings, coverage } = JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8'));
      const before = JSON.parse(plain.stdout);
      expect(findings.map(({ key }: { key: string }) => key)).toEqual(
        before.findings.map(({ key }: { key: string }) => key),
      );
      expect(coverage.length).toBe(before.coverage.length);
      expect(rows.filter((row) => row.startsWith('a,deployment,,,,,,,'))).toHaveLength(1);
      expect(rows.filter((row) => row.includes(DEPLOYED))).toEqual([]);
    }
  });

  it('are left open for deployments that the user may not see', async () => {
    const server = await start((ids) => all(ids.slice(1)));
    const { rows } = await doctor(server, '--format=csv');
    expect(rows.filter((row) => row.includes(DEPLOYED)).length).toBeGreaterThan(0);
    expect(rows.at(-1)).toMatch(
      /^a,deployment,,,,,,,"the deployments of \d+ definitions? are hidden from the probing user, or were made meanwhile"$/,
    );
  });

  it('come from a recording that was made with them, and from another one they are missing', async () => {
    const server = await start(all);
    const { rows, folder } = await doctor(server, '--format=csv', '--record=with');
    const env = { PATH: process.env['PATH'], HOME: folder };
    const again = await runProgram(['doctor', '--replay=with', '--format=csv'], { cwd: folder, env });
    expect(again.stdout.trimEnd().split('\r\n')).toEqual(rows);
    expect(readFileSync(path.join(folder, 'with', '01-a.json'), 'utf8')).not.toContain('a name');
    await runProgram(['doctor', '--record=without'], { cwd: folder, env });
    const without = await runProgram(['doctor', '--replay=without', '--format=csv'], { cwd: folder, env });
    expect(without.stdout).toMatch(
      /^a,deployment,,,,,,,GET .*deployment.*: the recording does not have this answer/m,
    );
    expect(readFileSync(path.join(folder, 'without', '01-a.json'), 'utf8')).not.toContain('deploymentId');
  });
});
