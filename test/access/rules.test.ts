import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AccessLandscape } from '../../src/access/answer.js';
import { ALL_RULES } from '../../src/rules/all.js';
import { peopleRules } from '../../src/rules/people.js';
import { engine, row } from './builders.js';
import { LANDSCAPES } from '../helpers/fixtures.js';
import { ask, checkOf } from './run.js';

const EXAMPLE = 'fixtures/access/worked-example.yaml';

describe('the rules about users', () => {
  it('do not call users of one database the same id twice', () => {
    const nodes = ['node1', 'node2'].map((alias) =>
      engine(alias, {
        users: ['kim'],
        rows: [row('grant ACCESS application optimize user:kim')],
        facts: { database: 'one' },
      }),
    );
    const landscape = new AccessLandscape(nodes);
    const answer = landscape.answer('kim', { hidden: 'all', definition: null, explain: false });
    const users = [{ user: 'kim', standings: landscape.standings('kim'), answer }];
    expect(
      peopleRules.flatMap((rule) => (rule.scope === 'user' ? [...rule.check({ landscape, users })] : [])),
    ).toEqual([]);
  });

  it('are all in access, whichever folder they are in', () => {
    const people = ALL_RULES.filter(({ code }) => code.startsWith('A5'));
    expect(people.length).toBeGreaterThan(0);
    expect(peopleRules).toEqual(people);
  });

  it('name the lines of live engines', async () => {
    const folder = path.join(LANDSCAPES, 'duplicate');
    const check = checkOf(path.join(folder, 'environment-config.yaml'), { replayFrom: folder });
    const { engines } = await ask('', { check, users: ['kim'] });
    expect(engines.map(({ alias, line }) => [alias, line])).toEqual([
      ['payment', 2],
      ['inventory', 13],
    ]);
  });

  it('point at the lines of the file that describes the engines', async () => {
    const { findings: found } = await ask(EXAMPLE, { users: ['Gonzo', 'Scooter'] });
    expect(
      found.map(({ rule, engines, locations }) => [rule, engines, locations.map(({ line }) => line)]),
    ).toEqual([
      ['A503', ['payment', 'inventory'], [4, 16]],
      ['A503', ['payment', 'order'], [4, 27]],
    ]);
  });

  it.each([
    [{ only: ['A503'] }, ['A503', 'A503']],
    [{ only: ['A506'] }, []],
    [{ skip: ['A503'] }, []],
  ])('are chosen by %j', async (chosen, codes) => {
    const check = { ...checkOf(EXAMPLE), ...chosen };
    const { findings, coverage } = await ask(EXAMPLE, { check, users: ['Gonzo', 'Scooter'] });
    expect(findings.map(({ rule }) => rule)).toEqual(codes);
    expect(coverage.map(({ rule }) => rule).includes('A503')).toBe(codes.length > 0);
  });

  it('are silenced by a comment on their line, which is counted', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'multi-engine-test-')), 'landscape.yaml');
    writeFileSync(
      file,
      `engines:
  payment: # multi-engine-ignore A503 -- one directory of users
    users: [Gonzo]
    authorizations:
      - { type: grant, user: Gonzo, resource: application, id: optimize, permissions: ACCESS }
  inventory:
    users: [Gonzo]
    authorizations:
      - { type: grant, user: Gonzo, resource: application, id: optimize, permissions: ACCESS }
`,
    );
    const { findings, summary } = await ask(file, { users: ['Gonzo'] });
    expect(findings).toEqual([]);
    expect(summary).toMatchObject({ warning: 0, suppressed: 1 });
  });
});
