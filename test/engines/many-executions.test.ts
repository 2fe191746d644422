import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { harmIn } from '../helpers/harm.js';
import { examineWith, type Examination } from './harness/doctor.js';
import { startEngine, stopEngines, type Engine } from './harness/engine.js';
import { process as model } from './harness/models.js';
import { startPostgres, type Postgres } from './harness/postgres.js';
import { findingsOf } from './harness/report.js';
import { restOf } from './harness/rest.js';

/** What counts the running instances of each definition, in a database that has many of them or does not let them be read. */
const EXECUTIONS = 2_000_000;
const DATABASE = 'executions';
const all = process.env['MULTI_ENGINE_ALL'] === '1';

let postgres: Postgres;
let engine: Engine;

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.create(DATABASE);
  const properties = { 'spring.datasource.driver-class-name': 'org.postgresql.Driver' };
  engine = await startEngine({ name: 'many-executions', database: postgres.address(DATABASE), properties });
  await restOf(engine).deploy([model('claim'), model('refund')]);
});

afterAll(async () => {
  await stopEngines();
  await postgres.stop();
});

function examine(...options: readonly string[]): Promise<Examination> {
  return examineWith('many-executions', { claims: { engine } }, options);
}

function linesOf({ requests }: Examination): readonly string[] {
  return (requests['claims'] ?? []).map(({ method, target }) => `${method} ${target}`);
}

/** As whoever moves or rebuilds the table does: everybody else waits, in the database, whoever has gone meanwhile. */
const HOLD = 'LOCK TABLE act_ru_execution IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(120)';
const HOLDERS = `FROM pg_stat_activity WHERE query ILIKE '%pg_sleep(%' AND pid <> pg_backend_pid()`;
const IS_HELD = `SELECT count(*) FROM pg_locks
  WHERE relation = 'act_ru_execution'::regclass AND mode = 'AccessExclusiveLock' AND granted`;
/** Counts that go on although nobody waits for them any more. */
const GO_ON = `SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()
  AND query ILIKE '%act_ru_execution%' AND query NOT ILIKE '%pg_sleep(%'`;

test('definitions are read in the harmless form where the count does not come, and what goes on is said', async () => {
  const held = postgres.sql(DATABASE, HOLD).catch(() => undefined);
  while ((await postgres.sql(DATABASE, IS_HELD)) === '0') await sleep(50);
  const examination = await examine('--timeout', '8');
  const goesOn = Number(await postgres.sql(DATABASE, GO_ON));
  await postgres.sql(DATABASE, `SELECT pg_terminate_backend(pid) ${HOLDERS}`);
  await held;

  const lines = linesOf(examination);
  expect(harmIn(lines)).toEqual([]);
  expect(lines.filter((line) => line.includes('/process-definition/statistics'))).toHaveLength(1);
  expect(lines.some((line) => line.includes('/process-definition?'))).toBe(true);
  expect(examination.report.engines).toMatchObject([{ status: 'ok', processDefinitions: 2 }]);
  const [finding] = findingsOf(examination.report, 'P334');
  expect(finding?.message).toContain('the query may still run in its database');
  expect(goesOn).toBeGreaterThan(0);
});

if (!all) process.stdout.write(`${EXECUTIONS} running executions are put in with --all only: minutes\n`);

/** Nothing refers to them, and they refer to themselves: so no constraint has to be looked at two million times. */
const INSERT = `SET session_replication_role = replica;
INSERT INTO act_ru_execution (id_, rev_, root_proc_inst_id_, proc_inst_id_, proc_def_id_, act_id_, is_active_,
  is_concurrent_, is_scope_, is_event_scope_, suspension_state_, cached_ent_state_, sequence_counter_)
SELECT 'e' || n, 1, 'e' || n, 'e' || n, d.ids[1 + n % 2], 'work', true, false, true, false, 1, 2, 1
FROM generate_series(1, ${EXECUTIONS}) AS n, (SELECT array_agg(id_) AS ids FROM act_re_procdef) AS d;
ANALYZE act_ru_execution;`;

test.runIf(all)(
  'millions of running instances are no reason to wait, or are given up',
  async () => {
    await postgres.sql(DATABASE, INSERT);
    const asked = performance.now();
    const rows = await restOf(engine).get<{ instances: number }[]>('/process-definition/statistics');
    const took = Math.round(performance.now() - asked);
    expect(rows.reduce((sum, { instances }) => sum + instances, 0)).toBe(EXECUTIONS);
    const examination = await examine();
    const [finding] = findingsOf(examination.report, 'P334');
    process.stdout.write(
      `${EXECUTIONS} executions: counted in ${took} ms, examined in ${Math.round(examination.milliseconds)} ms, ${finding === undefined ? 'answered in time' : 'given up'}\n`,
    );
    expect(harmIn(linesOf(examination))).toEqual([]);
    expect(examination.report.engines).toMatchObject([{ status: 'ok', processDefinitions: 2 }]);
    const fallback = linesOf(examination).some((line) => line.includes('/process-definition?'));
    expect(finding !== undefined).toBe(fallback);

    // Somebody who waits for a third of that does not get it.
    const impatient = await examine('--timeout', (took / 3_000).toFixed(3));
    expect(harmIn(linesOf(impatient))).toEqual([]);
    expect(impatient.report.engines).toMatchObject([{ status: 'ok', processDefinitions: 2 }]);
    expect(findingsOf(impatient.report, 'P334')).toHaveLength(1);
    expect(linesOf(impatient).filter((line) => line.includes('/process-definition/statistics'))).toHaveLength(
      1,
    );
  },
  900_000,
);
