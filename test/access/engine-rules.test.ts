import { describe, expect, it } from 'vitest';
import { engineDecides, type EngineDecision } from '../../src/access/engine-rules.js';
import type { EngineChecks } from '../../src/access/types.js';
import { row } from './builders.js';

const QUESTION = {
  user: 'kim',
  groups: ['clerks', 'managers'],
  resource: 'process-definition',
  id: 'a',
  permission: 'READ_HISTORY',
};

function asked(rows: readonly string[], checks: Partial<EngineChecks> = {}): EngineDecision {
  return engineDecides(rows.map(row), QUESTION, { enabled: true, revokes: 'auto', ...checks });
}

function everything(...rows: readonly string[]): boolean {
  return engineDecides(rows.map(row), { ...QUESTION, id: '*' }, { enabled: true, revokes: 'always' }).allowed;
}

describe("the engine's own resolution", () => {
  it('asks the user first, the id before *, the grant before the revoke', () => {
    const userTakesAny = 'revoke ALL process-definition * user:kim';
    expect(asked([userTakesAny, 'grant READ_HISTORY process-definition a user:kim']).allowed).toBe(true);
    expect(asked([userTakesAny, 'grant ALL process-definition * user:kim']).allowed).toBe(true);
    expect(asked([userTakesAny, 'grant ALL process-definition a group:clerks']).allowed).toBe(false);
    const userTakesId = 'revoke ALL process-definition a user:kim';
    expect(asked([userTakesId, 'grant ALL process-definition * user:kim']).allowed).toBe(false);
  });

  it('takes no group for a user of the same name, and no user for a group', () => {
    expect(asked(['grant ALL process-definition a group:kim']).allowed).toBe(false);
    expect(asked(['grant ALL process-definition a user:clerks']).allowed).toBe(false);
    expect(asked(['grant ALL process-definition a user:mary']).allowed).toBe(false);
    expect(asked(['grant ALL process-definition a group:clerks']).allowed).toBe(true);
    expect(asked(['grant ALL process-definition a user:kim']).allowed).toBe(true);
  });

  it('lets one granting group win over a revoking one', () => {
    const both = [
      'grant ALL process-definition a group:clerks',
      'revoke ALL process-definition a group:managers',
    ];
    expect(asked(both).allowed).toBe(true);
  });

  it('takes a global authorization without the permission for a revoke, once revokes are in play', () => {
    const rows = ['global READ process-definition a', 'global ALL process-definition *'];
    expect(asked(rows).allowed).toBe(true);
    const another = 'revoke READ task * group:clerks';
    expect(asked([...rows, another]).allowed).toBe(false);
    expect(asked([...rows, another]).because).toBe('global authorization on the id without the permission');
  });

  it('looks at revokes by mode: always, never, or where there is one for the user or a group', () => {
    const rows = ['global READ process-definition a', 'global ALL process-definition *'];
    expect(asked(rows, { revokes: 'always' }).allowed).toBe(false);
    const revoked = ['revoke ALL process-definition a user:kim', 'global ALL process-definition *'];
    expect(asked(revoked).allowed).toBe(false);
    expect(asked(revoked, { revokes: 'never' }).allowed).toBe(true);
    const strangers = ['revoke READ task * group:strangers', ...rows];
    expect(asked(strangers).allowed).toBe(true);
    expect(asked(['revoke READ task * user:kim', ...rows]).allowed).toBe(false);
    expect(asked(['revoke READ task * user:*', ...rows]).allowed).toBe(false);
    // Neither somebody else nor a group that has the name of the user.
    expect(asked(['revoke READ task * user:mary', ...rows]).allowed).toBe(true);
    expect(asked(['revoke READ task * group:kim', ...rows]).allowed).toBe(true);
    expect(asked(['global NONE task *', ...rows]).allowed).toBe(true);
  });

  it('allows everything where it checks nothing, and nothing where no row speaks', () => {
    expect(asked([], { enabled: false }).allowed).toBe(true);
    expect(asked([]).allowed).toBe(false);
  });

  it('asks only the rows on * for the right to everything', () => {
    expect(everything('grant ALL process-definition a user:kim')).toBe(false);
    expect(everything('grant ALL process-definition * user:kim')).toBe(true);
  });
});
