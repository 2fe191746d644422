import { counted } from '../../core/text/text.js';
import { evidenceOf } from '../../core/observed.js';
import { differencesAt } from '../../access/differences/engine-vs-optimize.js';
import { LOOKED_FOR } from '../../access/authorizations/resolution.js';
import { userRule } from '../rule.js';
import { someOf } from '../shared/some-of.js';

interface Data {
  readonly engine: string;
  readonly users: readonly string[];
  /** E.g. `process-definition payroll`. */
  readonly resources: readonly string[];
}

export default userRule<Data>({
  code: 'A507',
  name: 'grant-beats-revoke',
  severity: 'info',
  *check({ landscape, users }) {
    for (const { alias, facts } of landscape.engines) {
      const affected = users.flatMap(({ user, standings }) => {
        const standing = standings.find((each) => each.alias === alias);
        if (standing?.optimize !== true) return [];
        const refused = differencesAt(standing, user).filter(({ engineAllows }) => !engineAllows);
        return refused.map(({ ability, id }) => ({
          user,
          ability,
          resource: `${LOOKED_FOR[ability].resource} ${id}`,
        }));
      });
      if (affected.length === 0) continue;
      const data = {
        engine: alias,
        users: [...new Set(affected.map(({ user }) => user))],
        resources: [...new Set(affected.map(({ resource }) => resource))],
      };
      const abilities = new Set(affected.map(({ ability }) => ability));
      const evidence = [...abilities].flatMap((ability) => evidenceOf(facts.authorizations[ability]));
      yield { data, engines: [alias], at: [{ engine: alias }], evidence, subject: 'revoke' };
    }
  },
  message({ engine, users, resources }) {
    return `"${engine}" refuses ${someOf(resources, 2)} to ${counted(users.length, 'user')} (${someOf(users, 1)}); Optimize does not.`;
  },
  remedy({ engine }) {
    return `Find the global authorization on "${engine}" that lacks the permission: to the engine it takes it away, to Optimize it does nothing. Write a revoke for a user or a group instead, which both obey.`;
  },
});
