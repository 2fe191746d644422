import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AbilityIndex } from '../../src/access/authorizations/ability-index.js';
import { AccessLandscape } from '../../src/access/answer.js';
import { engineDecides } from '../../src/access/engine-rules.js';
import type { AccessEngine } from '../../src/access/types.js';
import { answer, engine, process, row } from './builders.js';

interface InWords {
  readonly users: readonly string[];
  readonly rows: readonly string[];
}

function landscapeOf(all: readonly InWords[]): AccessEngine[] {
  return all.map(({ users, rows }, index) =>
    engine(`e${index}`, {
      users,
      groups: { clerks: users.filter((each) => each !== 'max') },
      rows: rows.map(row),
      definitions: [process('invoice'), process('payroll')],
    }),
  );
}

describe('the landscape', () => {
  const user = fc.constantFrom('kim', 'lee', 'max');
  const rowText = fc
    .tuple(
      fc.constantFrom('grant', 'revoke'),
      fc.constantFrom(
        'ACCESS application optimize',
        'READ_HISTORY process-definition invoice',
        'ALL process-definition *',
      ),
      fc.constantFrom('user:kim', 'user:lee', 'group:clerks'),
    )
    .map((words) => words.join(' '));
  const engines = fc.array(
    fc.record({ users: fc.uniqueArray(user), rows: fc.array(rowText, { maxLength: 6 }) }),
    { minLength: 1, maxLength: 3 },
  );
  it('shows no definition to whom it does not admit', () => {
    fc.assert(
      fc.property(engines, user, (all, who) => {
        const { admitted, definitions, tenants } = answer(landscapeOf(all), who);
        expect(admitted === false && [...definitions, ...tenants].length > 0).toBe(false);
      }),
    );
  });

  it('either shows a definition or says why not', () => {
    fc.assert(
      fc.property(engines, user, (all, who) => {
        const { definitions, hidden } = answer(landscapeOf(all), who);
        expect(definitions.length + hidden.length).toBe(2 * all.length);
      }),
    );
  });

  it('never shows less by the code than by the documentation', () => {
    fc.assert(
      fc.property(engines, user, (all, who) => {
        const { admitted, disagreements } = answer(landscapeOf(all), who);
        expect(admitted === true && disagreements.some(({ about }) => about === 'login')).toBe(false);
      }),
    );
  });

  it('gives the same for a user whether or not others were asked before', () => {
    fc.assert(
      fc.property(engines, (all) => {
        const landscape = new AccessLandscape(landscapeOf(all));
        const options = { hidden: 'none', definition: null, explain: false } as const;
        for (const who of ['kim', 'lee', 'max', 'nobody']) {
          const fresh = new AccessLandscape(landscapeOf(all)).answer(who, options);
          expect(landscape.answer(who, options)).toEqual(fresh);
        }
      }),
    );
  });
});

describe('the engine and Optimize', () => {
  it('agree wherever no global authorization lacks the permission and revokes are looked at', () => {
    const word = fc.constantFrom(
      'grant READ_HISTORY process-definition invoice user:kim',
      'revoke READ_HISTORY process-definition invoice user:kim',
      'grant ALL process-definition * user:kim',
      'revoke ALL process-definition * user:kim',
      'grant READ process-definition invoice user:kim',
      'grant READ_HISTORY process-definition invoice group:clerks',
      'revoke READ_HISTORY process-definition invoice group:clerks',
      'grant ALL process-definition * group:staff',
      'revoke ALL process-definition * group:staff',
      'global READ_HISTORY process-definition invoice',
      'global ALL process-definition *',
    );
    const mode = fc.constantFrom('auto', 'always');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), mode, (words, revokes) => {
        const rows = words.map(row);
        const groups = ['clerks', 'staff'];
        const question = {
          user: 'kim',
          groups,
          resource: 'process-definition',
          id: 'invoice',
          permission: 'READ_HISTORY',
        };
        const own = engineDecides(rows, question, { enabled: true, revokes });
        const index = new AbilityIndex('process-definition', 'READ_HISTORY', rows);
        expect(own.allowed).toBe(index.decide('kim', groups, 'invoice').allowed);
      }),
      { numRuns: 2_000 },
    );
  });
});
