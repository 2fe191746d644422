import { counted, quotedList } from '../../core/text/text.js';
import { isApart } from '../../access/engine-access.js';
import { evidenceOf } from '../../core/observed.js';
import { userRule, type AskedUser } from '../rule.js';
import { someOf } from '../shared/some-of.js';

interface Data {
  readonly users: readonly string[];
  readonly engines: readonly string[];
}

/** Engines of different databases that all know the user, where one of them grants Optimize; else none. */
function homesOf({ standings }: AskedUser): readonly string[] {
  const homes = standings.filter(({ known }) => known === true);
  const apart = homes.some((home) => homes.some((other) => isApart(home, other)));
  return apart && homes.some(({ optimize }) => optimize === true) ? homes.map(({ alias }) => alias) : [];
}

export default userRule<Data>({
  code: 'A503',
  name: 'same-user-id-on-several-engines',
  severity: 'warning',
  *check({ landscape, users }) {
    const byEngines = new Map<string, { engines: readonly string[]; users: string[] }>();
    for (const asked of users) {
      const engines = homesOf(asked);
      if (engines.length === 0) continue;
      const group = byEngines.get(engines.join('\n')) ?? { engines, users: [] };
      group.users.push(asked.user);
      byEngines.set(engines.join('\n'), group);
    }
    for (const data of byEngines.values()) {
      const at = data.engines.map((engine) => ({ engine }));
      const [example = ''] = data.users;
      const homes = landscape.engines.filter(({ alias }) => data.engines.includes(alias));
      const evidence = homes.flatMap((home) => evidenceOf(home.person(example).exists));
      yield { data, engines: data.engines, at, evidence, subject: 'user id', certainty: 'strong' };
    }
  },
  message({ users, engines }) {
    return `${quotedList(engines)} share ${counted(users.length, 'user id')}: ${someOf(users, 2)}. Optimize asks for one password and combines all rights.`;
  },
  remedy() {
    return 'Make sure that equal ids are one person: let the engines use one directory of users, rename the users of one engine, or connect the engines to separate Optimize installations.';
  },
});
