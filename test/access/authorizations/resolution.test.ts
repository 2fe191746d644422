import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AbilityIndex } from '../../../src/access/authorizations/ability-index.js';
import { holds } from '../../../src/access/authorizations/resolution.js';
import type { Authorization } from '../../../src/access/types.js';
import { row } from '../builders.js';

const USER = 'kim';
const GROUPS = ['clerks', 'managers'];
const IDS = ['a', 'b', 'c'];

const identity = fc.constantFrom<Authorization['identity']>(
  { kind: 'user', id: USER },
  { kind: 'user', id: 'somebody-else' },
  { kind: 'group', id: 'clerks' },
  { kind: 'group', id: 'managers' },
  { kind: 'group', id: 'strangers' },
);
const permissions = fc.constantFrom(['ALL'], ['READ_HISTORY'], ['READ'], ['READ', 'READ_HISTORY'], []);
const id = fc.constantFrom(...IDS, '*');
const global_ = fc.record({ permissions, id }).map((each): Authorization => ({
  ...each,
  type: 'global',
  identity: null,
  resource: 'process-definition',
}));
const local = fc
  .record({ type: fc.constantFrom('grant', 'revoke'), identity, permissions, id })
  .map((each): Authorization => ({ ...each, resource: 'process-definition' }));
const rows = fc.array(fc.oneof(global_, local), { maxLength: 12 });

/** The resolution written down as it is told: a flag, two sets, three levels, four passes. */
function literally(all: readonly Authorization[], wanted: string): boolean {
  let seeAll = false;
  const allowed = new Set<string>();
  const prohibited = new Set<string>();
  const clear = (): void => {
    allowed.clear();
    prohibited.clear();
  };
  const counting = all.filter((each) => holds(each, 'READ_HISTORY'));
  const globals = counting.filter(({ type }) => type === 'global');
  if (globals.some((each) => each.id === '*')) {
    seeAll = true;
    clear();
  }
  for (const each of globals.filter(({ id: on }) => on !== '*')) allowed.add(each.id);
  const levels = [
    counting.filter((each) => each.identity?.kind === 'group' && GROUPS.includes(each.identity.id)),
    counting.filter((each) => each.identity?.kind === 'user' && each.identity.id === USER),
  ];
  for (const level of levels) {
    const pass = (type: string, any: boolean) =>
      level.filter((each) => each.type === type && (each.id === '*') === any);
    if (pass('revoke', true).length > 0) {
      seeAll = false;
      clear();
    }
    if (pass('grant', true).length > 0) {
      seeAll = true;
      clear();
    }
    for (const each of pass('revoke', false)) {
      prohibited.add(each.id);
      allowed.delete(each.id);
    }
    for (const each of pass('grant', false)) {
      allowed.add(each.id);
      prohibited.delete(each.id);
    }
  }
  return seeAll ? !prohibited.has(wanted) : allowed.has(wanted);
}

function decided(all: readonly Authorization[], wanted: string): boolean {
  return new AbilityIndex('process-definition', 'READ_HISTORY', all).decide(USER, GROUPS, wanted).allowed;
}

function allowedIn(all: readonly Authorization[]): string[] {
  return IDS.filter((wanted) => decided(all, wanted));
}

/** Whether rows, in words, allow `a`. */
function allows(...all: readonly string[]): boolean {
  return decided(all.map(row), 'a');
}

describe("Optimize's resolution", () => {
  it('comes to the same as the passes written down one after the other', () => {
    fc.assert(
      fc.property(rows, (all) => {
        for (const wanted of IDS) expect(decided(all, wanted)).toBe(literally(all, wanted));
      }),
      { numRuns: 3_000 },
    );
  });

  it('does not depend on the order of the authorizations, nor on that of the groups', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (all, random) => {
        const keys = new Map(all.map((each) => [each, random.next().value]));
        const shuffled = all.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        const index = new AbilityIndex('process-definition', 'READ_HISTORY', shuffled);
        for (const wanted of IDS) {
          const turned = index.decide(USER, GROUPS.toReversed(), wanted);
          expect(turned.allowed).toBe(decided(all, wanted));
        }
      }),
    );
  });

  it('never loses a right by a grant', () => {
    const holder = fc.constantFrom<Authorization['identity']>(
      { kind: 'user', id: USER },
      { kind: 'group', id: 'clerks' },
      null,
    );
    fc.assert(
      fc.property(rows, holder, id, (all, whose, anyId) => {
        const added: Authorization = {
          type: whose === null ? 'global' : 'grant',
          identity: whose,
          permissions: ['READ_HISTORY'],
          resource: 'process-definition',
          id: anyId,
        };
        expect(allowedIn([...all, added])).toEqual(expect.arrayContaining(allowedIn(all)));
      }),
    );
  });

  it('never gains a right by a revoke', () => {
    fc.assert(
      fc.property(rows, local, (all, each) => {
        const revoke: Authorization = { ...each, type: 'revoke' };
        expect(allowedIn(all)).toEqual(expect.arrayContaining(allowedIn([...all, revoke])));
      }),
    );
  });

  it('lets the user beat the groups, and the groups beat everybody', () => {
    const [everybody, groupTakes, userGives] = [
      'global READ_HISTORY process-definition a',
      'revoke READ_HISTORY process-definition a group:clerks',
      'grant READ_HISTORY process-definition a user:kim',
    ];
    expect(allows(everybody)).toBe(true);
    expect(allows(everybody, groupTakes)).toBe(false);
    expect(allows(everybody, groupTakes, userGives)).toBe(true);
  });

  it('lets a grant beat a revoke of the same level, and the id beat *', () => {
    const clerksGet = 'grant ALL process-definition a group:clerks';
    const managersLose = 'revoke ALL process-definition a group:managers';
    expect(allows(clerksGet, managersLose)).toBe(true);
    expect(
      allows('grant ALL process-definition * user:kim', 'revoke ALL process-definition a user:kim'),
    ).toBe(false);
  });

  it('forgets the lower levels where a higher one speaks of everything', () => {
    const groupTakes = 'revoke ALL process-definition a group:clerks';
    const groupGives = 'grant ALL process-definition a group:clerks';
    expect(allows(groupTakes, 'grant ALL process-definition * user:kim')).toBe(true);
    expect(allows(groupGives, 'revoke ALL process-definition * user:kim')).toBe(false);
  });

  it('allows nothing where no row speaks, and looks at READ_HISTORY, not at READ', () => {
    expect(decided([], 'a')).toBe(false);
    expect(decided([row('grant READ process-definition a user:kim')], 'a')).toBe(false);
  });
});
