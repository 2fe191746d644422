import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask } from '../../access/run.js';
import { startEngineServer, type Reply } from '../../helpers/engine-server.js';
import { ROOT } from '../../helpers/fixtures.js';
import { answersOf, notAskedThen } from '../../helpers/real-answers.js';
import { renderAccess } from '../../../src/report/access/index.js';

const ROWS = Array.from({ length: 12 }, (_, at) => ({ id: `user${at + 10}` }));

const pageOf = (rows: readonly object[], first: number, most: number): Reply => ({
  json: rows.slice(first, first + most),
});

type Pages = (first: number, most: number) => Reply | undefined;

const FIRST_FIVE: Pages = (first) => ({ json: first === 0 ? ROWS.slice(0, 5) : [] });
const limitOf = (rows: number, pages: Pages): Pages => {
  const message = `Max results limit of ${rows} exceeded!`;
  return (first, most) =>
    most > rows ? { status: 400, json: { type: 'BadUserRequestException', message } } : pages(first, most);
};

interface Users {
  /** What the engine says of how many there are. */
  readonly count?: Reply;
  /** Instead of the pages of the list. */
  readonly list?: Pages;
  readonly mayReadUsers?: boolean;
}

/** Everybody whom an engine with these users lets `access --all` see. */
async function everybodyOf({ count, list, mayReadUsers = true }: Users) {
  const changed = (asked: string): Reply | undefined => {
    const { pathname, searchParams } = new URL(asked, 'http://engine');
    const [first, most] = [Number(searchParams.get('firstResult')), Number(searchParams.get('maxResults'))];
    if (pathname.endsWith('/user/count') && searchParams.has('memberOfGroup')) return { json: { count: 2 } };
    if (pathname.endsWith('/user/count')) return count ?? { json: { count: ROWS.length } };
    if (pathname.endsWith('/group/count')) return { json: { count: 1 } };
    if (pathname.endsWith('/group')) return pageOf([{ id: 'clerks' }], first, most);
    if (pathname.endsWith('/user') && !searchParams.has('memberOfGroup'))
      return list?.(first, most) ?? pageOf(ROWS, first, most);
    if (pathname.endsWith('/user')) return pageOf(ROWS.slice(0, 2), first, most);
    if (pathname.endsWith('/authorization/check')) return { json: { authorized: mayReadUsers } };
    const isApplication = searchParams.get('resourceType') === '0';
    if (pathname.endsWith('/authorization/count')) return { json: { count: isApplication ? 1 : 0 } };
    if (pathname.endsWith('/authorization')) {
      return isApplication ? notAskedThen(asked) : { json: [] };
    }
    return undefined;
  };
  const server = await startEngineServer(answersOf('camunda-7.24.0/samejvm-noauth-default', changed));
  try {
    const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
    const file = path.join(folder, 'environment-config.yaml');
    writeFileSync(file, `engines:\n  eu: {name: default, rest: "${server.rest}", importEnabled: true}\n`);
    return await ask(file, { all: true });
  } finally {
    await server.close();
  }
}

describe('everybody', () => {
  it('is everybody where the engine lists as many users as it counts', async () => {
    const { exitCode, notes, users } = await everybodyOf({});
    expect({ exitCode, notes, users: users.length }).toEqual({ exitCode: 0, notes: [], users: 13 });
  });

  it.each<[string, Users, string]>([
    [
      'where the list ends before the count',
      { list: FIRST_FIVE },
      'GET /user lists 5 users, and GET /user/count tells 12',
    ],
    [
      'where a user is listed twice and another one is missing',
      { list: () => ({ json: [...ROWS.slice(0, 11), ROWS[0]] }) },
      'GET /user lists 11 users, and GET /user/count tells 12',
    ],
    [
      'where one page comes again and again',
      { list: limitOf(5, () => ({ json: ROWS.slice(0, 5) })) },
      'reading users stopped after 5 rows',
    ],
    [
      'where a page is shorter than asked for',
      { list: limitOf(5, (first) => ({ json: ROWS.slice(first, first === 0 ? 5 : first + 2) })) },
      'GET /user lists 7 users, and GET /user/count tells 12',
    ],
    ['where there is no list', { list: () => ({ status: 500, json: {} }) }, 'GET /user'],
    ['where the list is something else', { list: () => ({ text: '<h1>Log in</h1>' }) }, 'GET /user'],
    ['where the count is refused', { count: { status: 403, json: {} } }, 'GET /user/count answered 403'],
    ['where the count is no number', { count: { json: { count: '12' } } }, 'GET /user/count answered 200'],
    ['where users may be hidden', { mayReadUsers: false }, 'users may be hidden from the probing user'],
  ])('is not known %s', async (_, users, because) => {
    const report = await everybodyOf(users);
    expect(report).toMatchObject({ exitCode: 3, result: 'inconclusive' });
    expect(report.notes).toEqual([expect.stringContaining(because)]);
  });

  it('is not known from a recording that was made without users, and every format says so', async () => {
    const folder = path.join(ROOT, 'fixtures/landscapes/distinct');
    const report = await ask(
      path.join(folder, 'environment-config.yaml'),
      { all: true },
      { replayFrom: folder },
    );
    expect(report.exitCode).toBe(3);
    const plain = { color: false, quiet: false, verbose: false, timings: false, width: 100 };
    for (const format of ['pretty', 'markdown', 'html', 'json'] as const)
      expect(await renderAccess(format, report, plain)).toContain('may have users who are not listed here');
  });
});
