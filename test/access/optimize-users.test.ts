import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { known, unknown } from '../../src/core/observed.js';
import type { Hit } from '../../src/core/rule.js';
import type { AuthorizationRight } from '../../src/probe/types.js';
import type { EngineReadings } from '../../src/probe/readings.js';
import A501 from '../../src/rules/access/A501-nobody-may-use-optimize.js';
import A502 from '../../src/rules/access/A502-engine-without-optimize-users.js';
import A505 from '../../src/rules/access/A505-global-optimize-grant.js';
import { subjectOf } from '../../src/topology/facts.js';
import { check } from '../../src/run/check.js';
import { fixtureRequest, LANDSCAPES, replayRequest } from '../helpers/fixtures.js';
import { configurationOf, entry, readings } from '../helpers/readings.js';
import { databasesOf, landscape, type Engine } from '../topology/landscape.js';

const GRANT: AuthorizationRight = { type: 1, permissions: ['ACCESS'], resourceId: 'optimize' };

function engine(alias: string, rows: readonly AuthorizationRight[], gaps: readonly string[] = []): Engine {
  return { alias, read: { applicationAuthorizations: known(rows, [], gaps) } };
}

type Verdicts = Parameters<typeof databasesOf>[1];

/** What the three rules say of engines: the codes with the engines of each hit. */
function said(
  engines: readonly Engine[],
  { verdicts = [], unread = [] }: { verdicts?: Verdicts; unread?: readonly string[] } = {},
): unknown[] {
  const aliases = [...engines.map(({ alias }) => alias), ...unread];
  const view = {
    engines: landscape(engines),
    databases: databasesOf(engines, verdicts),
    configuration: configurationOf(aliases.map((alias) => entry(alias))),
  };
  return [A501, A502, A505].flatMap((rule) =>
    Array.from<Hit<object>>(rule.check(view)).map((hit) => [rule.code, ...hit.engines]),
  );
}

describe('who may use Optimize at all', () => {
  it('is nobody only where every engine of the configuration was seen to grant nothing', () => {
    expect(said([engine('eu', []), engine('us', [])])).toEqual([['A501', 'eu', 'us']]);
    expect(said([engine('eu', []), engine('us', [GRANT])])).toEqual([['A502', 'eu']]);
    expect(said([engine('eu', [])], { unread: ['us'] })).toEqual([['A502', 'eu']]);
  });

  it.each([
    ['a revoke', { ...GRANT, type: 2 as const }],
    ['another application', { ...GRANT, resourceId: 'cockpit' }],
    ['no permission', { ...GRANT, permissions: [] }],
  ])('does not follow from %s', (_, row) => {
    expect(said([engine('eu', [row])])).toEqual([['A501', 'eu']]);
  });

  it.each([
    ['every application', { ...GRANT, resourceId: '*' }],
    ['every permission', { ...GRANT, permissions: ['ALL'] }],
  ])('follows from a grant of %s', (_, row) => {
    expect(said([engine('eu', [row])])).toEqual([]);
  });

  it('is not judged by a list that may be short, but for what is in it', () => {
    const gaps = ['reading stopped after 2 rows'];
    expect(said([engine('eu', [], gaps)])).toEqual([]);
    expect(said([engine('eu', [{ ...GRANT, type: 0 }], gaps)])).toEqual([['A505', 'eu']]);
  });

  it('is said once for engines on one database, and of each database and its copy', () => {
    const open = ['eu', 'us'].map((alias) => engine(alias, [{ ...GRANT, type: 0 }]));
    expect(said(open, { verdicts: [['eu', 'us', 'shared']] })).toEqual([['A505', 'eu', 'us']]);
    expect(said(open, { verdicts: [['eu', 'us', 'cloned']] })).toEqual([
      ['A505', 'eu'],
      ['A505', 'us'],
    ]);
    const closed = [...['eu', 'us'].map((alias) => engine(alias, [])), engine('asia', [GRANT])];
    expect(said(closed, { verdicts: [['eu', 'us', 'same-node']] })).toEqual([['A502', 'eu', 'us']]);
  });
});

function gapsFor(caller: EngineReadings['caller']): readonly string[] {
  const { applicationAuthorizations: fact } = subjectOf(entry('eu'), readings('eu', { caller })).facts;
  return fact.known ? fact.gaps : [fact.detail];
}

function callerWith(authorization: boolean): EngineReadings['caller'] {
  const { caller } = readings('eu');
  if (!caller.known) throw new Error('the test needs a caller');
  const readAll = { ...caller.value.readAll, authorization };
  return known({ ...caller.value, loggedIn: true, readAll });
}

describe('the list of authorizations', () => {
  it('is complete for whoever may read every authorization, and where nobody is logged in', () => {
    expect(gapsFor(readings('eu').caller)).toEqual([]);
    expect(gapsFor(callerWith(true))).toEqual([]);
  });

  it('may be short for everybody else', () => {
    expect(gapsFor(callerWith(false))).toEqual([expect.stringContaining('READ on Authorization *')]);
    expect(gapsFor(unknown('failed', 'GET /authorization/check: reset'))).toEqual([
      expect.stringContaining('GET /authorization/check: reset'),
    ]);
  });
});

describe('a recording that was made before these rights were read', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-older-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is judged as before, and says what it does not have', async () => {
    const original = path.join(LANDSCAPES, 'authorizations-seen');
    cpSync(original, folder, { recursive: true });
    for (const file of readdirSync(folder).filter((name) => /^\d\d-/.test(name))) {
      const recorded = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as {
        answers: { resource: string }[];
      };
      const answers = recorded.answers.filter(({ resource }) => resource !== 'application-authorizations');
      expect(answers.length).toBeLessThan(recorded.answers.length);
      writeFileSync(path.join(folder, file), JSON.stringify({ ...recorded, answers }));
    }
    const request = { ...fixtureRequest(folder), live: replayRequest(folder), command: 'doctor' as const };
    const report = await check(request, { version: 'test', interruptedBy: () => null });
    expect(report).toMatchObject({ result: 'ok', exitCode: 0, defects: [] });
    expect(report.findings.filter(({ rule }) => rule.startsWith('A'))).toEqual([]);
    const { ran, skipped } = report.coverage.find(({ rule }) => rule === 'A501') ?? {};
    expect(ran).toEqual([]);
    expect(skipped).toMatchObject([
      { engines: ['guarded'], because: expect.stringContaining('the recording does not have this answer') },
    ]);
  });
});
