import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  startEngineServer,
  type Answering,
  type EngineServer,
  type Reply,
} from '../helpers/engine-server.js';
import { runProgram } from '../helpers/program.js';
import { answersOf } from '../helpers/real-answers.js';

interface Report {
  readonly exitCode: number;
  readonly engines: readonly { readonly alias: string; readonly status: string }[];
  readonly databases: readonly { readonly verdict: string }[];
  readonly findings: readonly { readonly rule: string }[];
  readonly coverage: readonly {
    readonly rule: string;
    readonly skipped: readonly { readonly because: string }[];
  }[];
}

const servers: EngineServer[] = [];
afterAll(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/**
 * A database and its copy, by what a copy cannot hide: the same ids from a counter, and one definition that was deployed
 * since. It counts when it is on one side only at a second look, too.
 */
const ORIGINAL = ['invoice:1:3', 'order:1:5', 'claim:1:9'];
const COPY = ORIGINAL.slice(0, 2);

describe.concurrent('two engines that only a second look tells apart', () => {
  it('are a database and its copy', async () => {
    const report = await doctor({ eu: copy(ORIGINAL, UPGRADED), us: copy(COPY, UPGRADED) });
    expect(topologyRules(report)).toEqual(['T413']);
  });

  it('are told apart although a third engine uses up the run', async () => {
    const flaky = slowly(copy(['other:1:3']), 3_000);
    const report = await doctor(
      { eu: copy(ORIGINAL, UPGRADED), us: copy(COPY, UPGRADED), asia: flaky },
      '--deadline',
      '15',
    );
    expect(report.engines.map(({ status }) => status)).toEqual(['ok', 'ok', 'failed']);
    expect(topologyRules(report)).toEqual(['T413']);
  });

  it('are told apart where the third engine is read first and alone', async () => {
    const flaky = slowly(copy(['other:1:3']), 3_000);
    const engines = { asia: flaky, eu: copy(ORIGINAL, UPGRADED), us: copy(COPY, UPGRADED) };
    const report = await doctor(engines, '--deadline', '15', '--concurrency', '1');
    expect(report.engines.map(({ status }) => status)).toEqual(['failed', 'ok', 'ok']);
    expect(topologyRules(report)).toEqual(['T413']);
  });

  it.each<[string, Readonly<Record<string, Answering>>, readonly string[]]>([
    ['there was no time for it', { eu: copy(ORIGINAL), us: copy(COPY) }, ['--deadline', '4']],
    [
      'an engine did not answer to its end',
      { eu: copy(ORIGINAL), us: secondTime(copy(COPY), '/process-definition/count', { fault: 'silent' }) },
      ['--timeout', '1'],
    ],
    [
      'an engine answered a part of it with an error',
      {
        eu: copy(ORIGINAL),
        us: secondTime(copy(COPY), '/process-definition/count', { status: 503 }),
      },
      [],
    ],
  ])('are undecided and nothing else where %s', async (_name, engines, options) => {
    const report = await doctor(engines, ...options);
    expect(report.engines.map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect(topologyRules(report)).toEqual([]);
    const reasons = report.coverage.filter(({ rule }) => rule === 'T411').flatMap(({ skipped }) => skipped);
    expect(reasons.map(({ because }) => because).join()).toContain('no second look');
    expect(report.exitCode).toBe(3);
  });
});

function topologyRules({ findings }: Report): readonly string[] {
  return findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('T'));
}

async function doctor(engines: Readonly<Record<string, Answering>>, ...options: string[]): Promise<Report> {
  const entries: string[] = [];
  for (const [alias, answering] of Object.entries(engines)) {
    const server = await startEngineServer(answering);
    servers.push(server);
    entries.push(`  ${alias}: { name: default, rest: '${server.rest}', importEnabled: true }`);
  }
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'second-look-')), 'environment-config.yaml');
  writeFileSync(file, ['engines:', ...entries, ''].join('\n'));
  const { stdout } = await runProgram(['doctor', file, '--fail-on', 'never', '--format', 'json', ...options]);
  const report: Report = JSON.parse(stdout);
  return report;
}

/** An open engine that tells nothing of its database but the second in which its schema was made, and that of upgrades. */
function copy(ids: readonly string[], ...upgrades: readonly Logged[]): Answering {
  const log = { '/schema/log': { json: [MADE, ...upgrades] } };
  return answersOf('camunda-7.24.0/samejvm-noauth-default', (pathAndQuery) => {
    const [resource = ''] = pathAndQuery.replace('/engine/default', '').split('?');
    return { ...TELLS_LITTLE, ...log, ...definitions(ids) }[resource];
  });
}

type Logged = Readonly<Record<'id' | 'timestamp' | 'version', string>>;

const MADE: Logged = { id: '0', timestamp: '2026-03-01T10:00:00.000+0000', version: '7.24.0' };
/** Two equal seconds are no chance: what differs is a copy then. */
const UPGRADED: Logged = { id: '1', timestamp: '2026-06-01T10:00:00.000+0000', version: '7.24.1' };

const TELLS_LITTLE: Readonly<Record<string, Reply>> = {
  '/telemetry/data': { status: 500, json: { type: 'NullPointerException', message: null, code: null } },
  '/history/cleanup/jobs': {
    status: 404,
    json: { type: 'RestException', message: 'History cleanup jobs are empty', code: null },
  },
  '/metrics': { json: [] },
  '/history/process-instance': { json: [] },
  '/deployment': { json: [] },
  '/decision-definition/count': { json: { count: 0 } },
  '/decision-definition': { json: [] },
  '/decision-requirements-definition/count': { json: { count: 0 } },
  '/decision-requirements-definition': { json: [] },
  '/tenant': { json: [] },
};

function definitions(ids: readonly string[]): Readonly<Record<string, Reply>> {
  const rows = ids.map((id) => {
    const [key, version] = id.split(':');
    return { id, definition: { id, key, version: Number(version), tenantId: null }, instances: 0 };
  });
  return {
    '/process-definition/count': { json: { count: rows.length } },
    '/process-definition/statistics': { json: rows },
  };
}

/** Takes its time for everything but what it is asked first. */
function slowly(answering: Answering, late: number): Answering {
  return (asked, request, earlier) => {
    const reply = answering(asked, request, earlier) ?? { status: 404, json: {} };
    return /\/(engine|version)$/.test(asked) ? reply : { ...reply, fault: { late } };
  };
}

/** Answers one resource otherwise from the second request on. */
function secondTime(answering: Answering, resource: string, reply: Reply): Answering {
  return (asked, request, earlier) =>
    asked.includes(resource) && earlier > 0 ? reply : answering(asked, request, earlier);
}
