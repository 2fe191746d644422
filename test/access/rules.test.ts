import { describe, expect, it } from 'vitest';
import { AccessLandscape } from '../../src/access/answer.js';
import { accessRules } from '../../src/access/rules/index.js';
import type { AccessEngine } from '../../src/access/types.js';
import { known, unknown } from '../../src/core/observed.js';
import { engine, process, row, type EngineInWords } from './builders.js';
import { ask } from './run.js';

const MAY_USE = row('grant ACCESS application optimize user:kim');

/** An engine on which kim is at home, and may use Optimize. */
function home(alias: string, { rows = [], ...words }: EngineInWords = {}): AccessEngine {
  return engine(alias, { users: ['kim'], rows: [MAY_USE, ...rows], ...words });
}

interface Said {
  readonly rule: string;
  readonly engines: readonly string[];
  readonly message: string;
}

function findings(...engines: readonly AccessEngine[]): readonly Said[] {
  const landscape = new AccessLandscape(engines);
  const options = { hidden: 'all', definition: null, explain: false } as const;
  const users = ['kim', 'lee'].map((user) => ({
    user,
    standings: landscape.standings(user),
    answer: landscape.answer(user, options),
  }));
  return accessRules.flatMap((rule) =>
    [...rule.check({ landscape, users })].map((hit) => ({
      rule: rule.code,
      engines: hit.engines,
      message: rule.message(hit.data),
    })),
  );
}

function codes(...engines: readonly AccessEngine[]): readonly string[] {
  return findings(...engines).map(({ rule }) => rule);
}

const UNREAD = unknown('refused', 'GET /user/…/profile answered 403');
const BOTH_READ = [row('global READ process-definition payroll'), row('global ALL process-definition *')];

/** For each rule: engines of which it speaks, and engines that differ only in what it is about. */
const CASES: Readonly<Record<string, readonly [fail: AccessEngine[], pass: AccessEngine[]]>> = {
  A503: [
    [home('eu'), engine('us', { users: ['kim'] })],
    [home('eu'), engine('us', { users: ['lee'] })],
  ],
  A504: [
    [home('eu', { facts: { people: new Map([['kim', { exists: UNREAD, groups: known([]) }]]) } })],
    [home('eu')],
  ],
  A506: [
    [home('eu', { definitions: [process('a')], rows: [row('grant READ process-definition a user:kim')] })],
    [
      home('eu', {
        definitions: [process('a')],
        rows: [row('grant READ+READ_HISTORY process-definition a user:kim')],
      }),
    ],
  ],
  A507: [
    [
      home('eu', {
        definitions: [process('payroll')],
        rows: [...BOTH_READ, row('revoke READ task * user:kim')],
      }),
    ],
    [home('eu', { definitions: [process('payroll')], rows: BOTH_READ })],
  ],
  A508: [
    ['eu', 'us'].map((alias) =>
      home(alias, { rows: [row('grant READ tenant * user:kim')], facts: { tenants: known(['acme']) } }),
    ),
    ['eu', 'us'].map((alias) =>
      home(alias, { rows: [row('grant READ tenant * user:kim')], facts: { tenants: known([alias]) } }),
    ),
  ],
};

describe('the rules about logins', () => {
  it.each(Object.entries(CASES))('%s speaks where its fault is, and only there', (code, [fail, pass]) => {
    expect(codes(...fail)).toContain(code);
    expect(codes(...pass)).not.toContain(code);
  });

  it('that look at users all have a case here', () => {
    expect(Object.keys(CASES)).toEqual(accessRules.map(({ code }) => code));
  });

  it.each(Object.entries(CASES))('%s says one line that fits and names its engines', (code, [fail]) => {
    for (const { message, engines } of findings(...fail).filter(({ rule }) => rule === code)) {
      expect(message.length).toBeLessThan(200);
      expect(message).not.toContain('\n');
      expect(engines.filter((alias) => !message.includes(`"${alias}"`))).toEqual([]);
    }
  });

  it('leave alone who has READ_HISTORY taken away on purpose', () => {
    const rows = [
      row('grant READ process-definition a user:kim'),
      row('revoke READ_HISTORY process-definition a user:kim'),
    ];
    expect(codes(home('eu', { definitions: [process('a')], rows }))).toEqual([]);
  });

  it('do not call users of one database the same id twice', () => {
    expect(codes(...['node1', 'node2'].map((alias) => home(alias, { facts: { database: 'one' } })))).toEqual(
      [],
    );
  });

  it('point at the lines of the file that describes the engines', async () => {
    const { findings: found } = await ask('fixtures/access/worked-example.yaml', {
      users: ['Gonzo', 'Scooter'],
    });
    expect(
      found.map(({ rule, engines, locations }) => [rule, engines, locations.map(({ line }) => line)]),
    ).toEqual([
      ['A503', ['payment', 'inventory'], [4, 16]],
      ['A503', ['payment', 'order'], [4, 27]],
    ]);
  });
});
