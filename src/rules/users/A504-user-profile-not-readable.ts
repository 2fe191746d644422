import { counted } from '../../core/text/text.js';
import { userRule } from '../rule.js';
import { someOf } from '../shared/some-of.js';

interface Data {
  readonly engine: string;
  readonly users: readonly string[];
}

export default userRule<Data>({
  code: 'A504',
  name: 'user-profile-not-readable',
  severity: 'warning',
  *check({ landscape, users }) {
    for (const { alias, person } of landscape.engines.map((each) => ({
      alias: each.alias,
      person: (user: string) => each.person(user),
    }))) {
      const hidden = users.filter(({ user, standings }) => {
        const { exists } = person(user);
        const mayUse = standings.some((each) => each.alias === alias && each.optimize === true);
        return mayUse && !exists.known && exists.reason === 'refused';
      });
      if (hidden.length === 0) continue;
      const data = { engine: alias, users: hidden.map(({ user }) => user) };
      const at = [{ engine: alias, setting: 'authentication/user' }];
      const evidence = hidden.slice(0, 1).flatMap(({ user }) => {
        const { exists } = person(user);
        return exists.known ? [] : [{ kind: 'user-profile', engines: [alias], detail: exists.detail }];
      });
      yield { data, engines: [alias], at, evidence, subject: 'profile', certainty: 'weak' };
    }
  },
  message({ engine, users }) {
    return `"${engine}" does not show the import user ${counted(users.length, 'user')} of Optimize (${someOf(users, 2)}): a login there would not count.`;
  },
  remedy({ engine }) {
    return `Grant the import user of "${engine}" READ on User, resource id *.`;
  },
});
