import { describe, expect, it } from 'vitest';
import { readAuthorizations } from '../../src/probe/engine/resources/access/authorizations.js';
import { readPeople } from '../../src/probe/engine/resources/access/people.js';
import { EngineSession } from '../../src/probe/engine/session.js';
import type { Answer, Call, Transport } from '../../src/probe/http/transport.js';

type Reply = readonly [status: number, body: unknown];

/** An engine that answers by path, and remembers what it was asked. */
class Engine implements Transport {
  readonly asked: Call[] = [];
  readonly #reply: (path: URL) => Reply;

  constructor(reply: (path: URL) => Reply) {
    this.#reply = reply;
  }

  startedAt(now: number): number {
    return now;
  }

  target(): never {
    throw new Error('not asked');
  }

  withheld(): null {
    return null;
  }

  get(call: Call): Promise<Answer> {
    this.asked.push(call);
    const [status, body] = this.#reply(new URL(call.url));
    const json = status === 200 ? call.keep(body) : body;
    const headers = { contentType: 'application/json' };
    return Promise.resolve({
      ok: true,
      status,
      headers,
      milliseconds: 1,
      receivedAt: 0,
      redirected: false,
      json,
    });
  }

  getRows(): never {
    throw new Error('not asked');
  }

  pause(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  session(): EngineSession {
    const limits = { timeoutMs: 1, deadlineAt: Infinity, signal: new AbortController().signal };
    const base = 'http://localhost/engine-rest';
    return new EngineSession({ transport: this, engine: 'eu', alias: 'eu', base, name: 'default', limits });
  }
}

const ROWS = [1, 2, 3, 4, 5].map((number) => ({
  id: `row${number}`,
  type: 1,
  permissions: ['ACCESS'],
  userId: `user${number}`,
  groupId: null,
  resourceType: 0,
  resourceId: 'optimize',
  removalTime: 'nobody asks',
}));

function pageOf(rows: readonly unknown[], { searchParams }: URL): Reply {
  const first = Number(searchParams.get('firstResult'));
  return [200, rows.slice(first, first + Number(searchParams.get('maxResults')))];
}

/** Hands out these rows, and counts as many. */
function holding(rows: (url: URL) => readonly unknown[]): Engine {
  return new Engine((url) =>
    url.pathname.endsWith('/count') ? [200, { count: rows(url).length }] : pageOf(rows(url), url),
  );
}

/** Allows two rows at a time. */
function limited(rows: (call: number) => readonly unknown[]): Engine {
  let calls = 0;
  return new Engine((url) => {
    calls += 1;
    if (url.pathname.endsWith('/count')) return [200, { count: rows(calls).length }];
    if (Number(url.searchParams.get('maxResults')) <= 2) return pageOf(rows(calls), url);
    return [400, { type: 'BadUserRequestException', message: 'Max results limit of 2 exceeded!' }];
  });
}

describe('authorizations', () => {
  it('are read with one request and counted with another where one page holds them all', async () => {
    const engine = holding(({ search }) => (search.includes('resourceType=0') ? ROWS : []));
    const { application } = await readAuthorizations(engine.session());
    expect(application).toMatchObject({ known: true, gaps: [], value: { length: 5 } });
    expect(engine.asked).toHaveLength(10);
  });

  it.each([
    ['counts more of them than it lists', [200, { count: 6 }], 'changing'],
    ['refuses to count them', [403, null], 'refused'],
    ['counts them with something else than a number', [200, { count: '5' }], 'failed'],
  ] as const)('are not known where the engine %s', async (_, count, reason) => {
    const engine = new Engine((url) => (url.pathname.endsWith('/count') ? count : pageOf(ROWS, url)));
    const { application } = await readAuthorizations(engine.session());
    expect(application).toMatchObject({ known: false, reason });
  });

  it('are read to the end where the engine allows small pages only', async () => {
    const { application } = await readAuthorizations(limited(() => ROWS).session());
    expect(application.known && application.value.map(({ userId }) => userId)).toEqual(
      ROWS.map(({ userId }) => userId),
    );
  });

  it('are not known where they kept changing', async () => {
    const { application } = await readAuthorizations(
      limited((call) => ROWS.slice(0, 3 + (call % 3))).session(),
    );
    expect(application).toMatchObject({ known: false, reason: 'changing' });
  });

  it('are not known, rather than absent, where they are refused', async () => {
    const { tenant } = await readAuthorizations(new Engine(() => [403, null]).session());
    expect(tenant).toMatchObject({ known: false, reason: 'refused' });
  });

  const REVOKE = { ...ROWS[0], id: 'revoke', type: 2 };

  it.each<[string, object]>([
    ['without permissions', { permissions: undefined }],
    ['with a text in the place of permissions', { permissions: 'ACCESS' }],
    ['with a permission that is no text', { permissions: ['READ', null] }],
    ['that takes something away from nobody', { userId: null }],
    ['that takes something away from a user without a name', { userId: '' }],
    ['that takes something away from whom no engine can have', { userId: 'x'.repeat(600) }],
    ['with a user that is no text', { userId: 7 }],
    ['with a user and a group', { groupId: 'clerks' }],
    ['about another type of resource', { resourceType: 6 }],
  ])('are not known where they hold a row %s', async (_, fault) => {
    const rows = [...ROWS, { ...REVOKE, ...fault }];
    const engine = holding(({ search }) => (search.includes('resourceType=0') ? rows : []));
    const { application } = await readAuthorizations(engine.session());
    expect(application).toMatchObject({ known: false, reason: 'failed' });
  });

  it('are not known where one id stands for two rows that differ', async () => {
    const rows = [REVOKE, { ...REVOKE, userId: 'somebody else' }];
    const engine = holding(({ search }) => (search.includes('resourceType=0') ? rows : []));
    const { application } = await readAuthorizations(engine.session());
    expect(application).toMatchObject({ known: false, reason: 'failed' });
  });

  it.each<[string, readonly object[]]>([
    ['not', ROWS],
    ['as a grant', [{ ...REVOKE, type: 1 }]],
    ['from somebody else', [{ ...REVOKE, userId: 'somebody else' }]],
    ['about something else', [{ ...REVOKE, resourceId: 'cockpit' }]],
  ])(
    'are not known where a revoke stands in the list of all revokes, and %s in that of its type',
    async (_, ofType) => {
      const rows = (url: URL): readonly unknown[] => {
        if (url.search.includes('type=2')) return [REVOKE];
        return url.search.includes('resourceType=0') ? ofType : [];
      };
      const { application, tenant } = await readAuthorizations(holding(rows).session());
      expect(application).toMatchObject({ known: false, reason: 'changing' });
      expect(tenant).toMatchObject({ known: true });
    },
  );
});

const PROFILE = { id: 'kim', firstName: 'Kim', lastName: 'Doe', email: 'kim@example.org' };

function withUsers(readsUsers: boolean): Engine {
  return new Engine((url) => {
    const { pathname, searchParams } = url;
    if (pathname.endsWith('/authorization/check')) return [200, { authorized: readsUsers }];
    if (pathname.endsWith('/user/kim/profile')) return [200, PROFILE];
    if (pathname.endsWith('/profile')) return [404, { type: 'InvalidRequestException' }];
    const inGroup = searchParams.get('memberOfGroup') !== null;
    if (pathname.endsWith('/user/count')) return [200, { count: inGroup ? 1 : 2 }];
    if (pathname.endsWith('/group/count')) return [200, { count: 1 }];
    if (pathname.endsWith('/group')) return pageOf([{ id: 'clerks', name: 'Clerks' }], url);
    return pageOf(inGroup ? [PROFILE] : [PROFILE, { ...PROFILE, id: 'lee' }], url);
  });
}

describe('users', () => {
  it.each<[string, Reply]>([
    ['a page of another server', [404, '<h1>Not Found</h1>']],
    ['a gateway without a route', [404, { message: 'no Route matched with those values' }]],
    ['a login page', [200, '<h1>Log in</h1>']],
    ['something else', [200, { error: 'login' }]],
    ['nothing', [200, null]],
    ['an object that holds nothing', [200, {}]],
    ['somebody without an id', [200, { id: '', firstName: 'Kim' }]],
    ['an engine without that resource', [404, { type: 'NotFoundException', message: 'HTTP 404 Not Found' }]],
  ])('are neither there nor missing where %s answers', async (_, reply) => {
    const open = new Engine(({ pathname }) =>
      pathname.endsWith('/profile') ? reply : [200, { authorized: true }],
    );
    const { people } = await readPeople(open.session(), { users: ['kim'], all: false, names: false });
    expect(people.get('kim')).toMatchObject({ exists: { known: false, reason: 'failed' } });
  });

  it('are there with their groups, and without a name or an address', async () => {
    const engine = withUsers(true);
    const { people } = await readPeople(engine.session(), { users: ['kim'], all: false, names: false });
    expect(people.get('kim')).toMatchObject({ exists: { value: true }, groups: { value: ['clerks'] } });
    const kept = engine.asked.map((call) => call.keep(PROFILE));
    expect(JSON.stringify([...people, kept])).not.toMatch(/Doe|example\.org/);
  });

  it('have a name where names are asked for, and never an address', async () => {
    const engine = withUsers(true);
    const { people } = await readPeople(engine.session(), { users: ['kim'], all: false, names: true });
    expect(people.get('kim')?.name).toBe('Kim Doe');
    expect(JSON.stringify(engine.asked.map((call) => call.keep(PROFILE)))).not.toContain('example.org');
  });

  it('are not there where every user may be read, and not known where some are hidden', async () => {
    const who = { users: ['lee'], all: false, names: false };
    const all = await readPeople(withUsers(true).session(), who);
    expect(all.people.get('lee')?.exists).toMatchObject({ known: true, value: false });
    const some = await readPeople(withUsers(false).session(), who);
    expect(some.people.get('lee')?.exists).toMatchObject({ known: false, reason: 'refused' });
  });

  it.each([
    ['counts more groups of a user than it lists', [200, { count: 2 }], 'failed'],
    ['refuses to count them', [403, null], 'failed'],
  ] as const)('have groups that are not known where the engine %s', async (_, count, reason) => {
    const engine = new Engine((url) => {
      if (url.pathname.endsWith('/check')) return [200, { authorized: true }];
      if (url.pathname.endsWith('/profile')) return [200, PROFILE];
      return url.pathname.endsWith('/count') ? count : pageOf([{ id: 'clerks' }], url);
    });
    const { people } = await readPeople(engine.session(), { users: ['kim'], all: false, names: false });
    expect(people.get('kim')?.groups).toMatchObject({ known: false, reason });
    expect(engine.asked.some(({ request }) => request.includes('kim'))).toBe(false);
  });

  it('are all read by groups where everybody is asked for', async () => {
    const { people, stranger } = await readPeople(withUsers(true).session(), {
      users: [],
      all: true,
      names: false,
    });
    expect([...people].map(([id, { groups }]) => [id, groups.known && groups.value])).toEqual([
      ['kim', ['clerks']],
      ['lee', []],
    ]);
    expect(stranger.exists).toMatchObject({ known: true, value: false });
  });

  it('are not known where their list holds one without an id', async () => {
    const engine = new Engine((url) =>
      url.pathname.endsWith('/check') ? [200, { authorized: true }] : pageOf([null], url),
    );
    const all = await readPeople(engine.session(), { users: [], all: true, names: false });
    expect(all.people.size).toBe(0);
    expect(all.stranger.exists).toMatchObject({ known: false, reason: 'failed' });
  });

  it.each<[string, string, unknown]>([
    ['groups of a user', '/group', [null]],
    ['groups of a user', '/group', [{ id: 'clerks' }, { id: 5 }]],
    ['groups of a user', '/group', [{ id: '' }]],
    ['all groups', '/group', [{ id: 'clerks' }, {}]],
    ['members of a group', '/user', [{ name: 'nobody' }]],
  ])(
    'have groups that are not known where the list of the %s holds a row without id',
    async (list, path, rows) => {
      const engine = new Engine((url) => {
        if (url.pathname.endsWith('/check')) return [200, { authorized: true }];
        if (url.pathname.endsWith('/profile')) return [200, PROFILE];
        const isBroken = list === 'members of a group' ? url.search.includes('memberOfGroup') : true;
        if (url.pathname.endsWith(path) && isBroken) return [200, rows];
        return pageOf(url.pathname.endsWith('/group') ? [{ id: 'clerks' }] : [PROFILE], url);
      });
      const all = list !== 'groups of a user';
      const { people } = await readPeople(engine.session(), { users: all ? [] : ['kim'], all, names: false });
      expect(people.get('kim')).toMatchObject({
        exists: { known: true, value: true },
        groups: { known: false, reason: 'failed' },
      });
    },
  );

  it.each<[string, readonly string[], number, string]>([
    [
      'counts more members of a group than it lists',
      ['kim'],
      2,
      'GET /user lists 1 member of a group, and GET /user/count tells 2',
    ],
    [
      'lists a member whom it does not list as a user',
      ['kim', 'LEE'],
      2,
      'a group has a member who is not in the list of users',
    ],
  ])('have groups that are not known where the engine %s', async (_, members, count, detail) => {
    const engine = new Engine((url) => {
      const { pathname, searchParams } = url;
      if (pathname.endsWith('/check')) return [200, { authorized: true }];
      const isGroup = pathname.includes('/group');
      if (pathname.endsWith('/count')) return [200, { count: isGroup ? 1 : count }];
      const users = searchParams.has('memberOfGroup') ? members : ['kim', 'lee'];
      return pageOf(isGroup ? [{ id: 'clerks' }] : users.map((id) => ({ id })), url);
    });
    const { people } = await readPeople(engine.session(), { users: [], all: true, names: false });
    expect([...people.values()].map(({ groups }) => groups)).toMatchObject([
      { known: false, detail },
      { known: false, detail },
    ]);
  });

  it('are read to the end, with all members, where something lets fewer rows through than are asked for', async () => {
    const users = Array.from({ length: 35 }, (_, at) => ({ id: `user${at}` }));
    const engine = new Engine((url) => {
      if (url.pathname.endsWith('/check')) return [200, { authorized: true }];
      if (url.pathname.endsWith('/count')) return [200, { count: url.pathname.includes('group') ? 1 : 35 }];
      const most = Math.min(10, Number(url.searchParams.get('maxResults')));
      url.searchParams.set('maxResults', String(most));
      return pageOf(url.pathname.endsWith('/group') ? [{ id: 'clerks' }] : users, url);
    });
    const { people } = await readPeople(engine.session(), { users: [], all: true, names: false });
    expect(people.size).toBe(35);
    expect(
      [...people.values()].filter(({ groups }) => groups.known && groups.value[0] === 'clerks'),
    ).toHaveLength(35);
  });

  it('are not known, those who are missing and whose groups they are, where reading stopped before the end', async () => {
    const engine = new Engine((url) => {
      if (url.pathname.endsWith('/check')) return [200, { authorized: true }];
      if (url.pathname.endsWith('/count')) return [200, { count: 1 }];
      if (Number(url.searchParams.get('maxResults')) > 2)
        return [400, { type: 'BadUserRequestException', message: 'Max results limit of 2 exceeded!' }];
      // Whoever answers so pays no heed to the page that was asked for.
      return [200, url.pathname.endsWith('/group') ? [{ id: 'clerks' }] : [{ id: 'kim' }, { id: 'lee' }]];
    });
    const { people, stranger } = await readPeople(engine.session(), { users: [], all: true, names: false });
    expect(stranger.exists).toMatchObject({ known: false, reason: 'failed' });
    expect(people.get('kim')?.groups).toMatchObject({
      known: false,
      detail: 'reading members-of-group clerks stopped after 2 rows',
    });
  });

  it('show their ids in no request that is printed', async () => {
    const engine = withUsers(true);
    await readPeople(engine.session(), { users: ['kim'], all: false, names: false });
    expect(engine.asked.map(({ request }) => request).filter((request) => request.includes('kim'))).toEqual(
      [],
    );
  });
});
