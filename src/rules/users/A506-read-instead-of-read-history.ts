import { counted } from '../../core/text/text.js';
import { evidenceOf } from '../../core/observed.js';
import type { EngineAccess } from '../../access/engine-access.js';
import { holds } from '../../access/authorizations/resolution.js';
import type { Definition } from '../../access/types.js';
import { userRule } from '../rule.js';
import { someOf } from '../shared/some-of.js';

interface Data {
  readonly engine: string;
  readonly users: readonly string[];
  readonly keys: readonly string[];
}

const KINDS = ['process', 'decision'] as const;

/** The definitions that a row may grant READ alone on: where there is none, the look at every user is spared. */
function onlyReadable({ facts, definitions }: EngineAccess): readonly Definition[] {
  const kinds = KINDS.filter((kind) => {
    const rows = facts.authorizations[kind];
    return rows.known && rows.value.some((row) => holds(row, 'READ') && !holds(row, 'READ_HISTORY'));
  });
  if (kinds.length === 0 || !definitions.known) return [];
  return definitions.value.filter(({ kind }) => kinds.includes(kind));
}

/** Keys of definitions that the user may READ, and to whose history no authorization applies. */
function readOnly(
  access: EngineAccess,
  definitions: readonly Definition[],
  user: string,
  groups: readonly string[],
): readonly string[] {
  return definitions
    .filter(({ kind, key }) => {
      const [counts, reads] = [access.indexes[kind], access.reads(kind)];
      if (!counts.known || !reads.known) return false;
      const history = counts.value.decide(user, groups, key);
      return history.level === null && reads.value.decide(user, groups, key).allowed;
    })
    .map(({ key }) => key);
}

export default userRule<Data>({
  code: 'A506',
  name: 'read-instead-of-read-history',
  severity: 'warning',
  *check({ landscape, users }) {
    for (const access of landscape.engines) {
      const { alias } = access;
      const definitions = onlyReadable(access);
      if (definitions.length === 0) continue;
      const affected = users.flatMap(({ user, standings }) => {
        const standing = standings.find((each) => each.alias === alias);
        if (standing?.optimize !== true || !standing.groups.known) return [];
        const keys = readOnly(access, definitions, user, standing.groups.value);
        return keys.length === 0 ? [] : [{ user, keys }];
      });
      if (affected.length === 0) continue;
      const keys = [...new Set(affected.flatMap((each) => each.keys))];
      const data = { engine: alias, users: affected.map(({ user }) => user), keys };
      const evidence = KINDS.flatMap((kind) => evidenceOf(access.facts.authorizations[kind]));
      yield { data, engines: [alias], at: [{ engine: alias }], evidence, subject: 'READ' };
    }
  },
  message({ engine, users, keys }) {
    return `On "${engine}" ${counted(users.length, 'user')} of Optimize (${someOf(users, 1)}) may READ ${someOf(keys, 2)}; Optimize wants READ_HISTORY.`;
  },
  remedy({ keys }) {
    return `Grant READ_HISTORY on the definitions (${someOf(keys, 5)}) to the same users or groups.`;
  },
});
