import type { Certainty } from '../../core/finding.js';
import { named, someNames } from '../shared/words.js';
import { grouped } from '../../core/grouped.js';
import { aliasesIn, byAlias, listsDefinition } from '../shared/optimize/stored.js';
import type { StoredDefinition } from '../../probe/store/types.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly by: string;
  readonly keys: readonly string[];
  readonly ids: readonly string[];
}

interface Hidden {
  readonly row: StoredDefinition;
  readonly by: string;
  readonly certainty: Certainty;
}

export default optimizeRule({
  code: 'O726',
  name: 'definition-hidden',
  severity: 'error',
  needs: ['storedDefinitions'],
  *check({ facts, configuration, engines }) {
    const inFiles = aliasesIn(configuration);
    const subjects = byAlias(engines);
    const hidden = [...hiddenIn(facts.storedDefinitions.value)].flatMap(({ row, by }): readonly Hidden[] => {
      const alias = row.alias ?? '';
      if (!inFiles.has(alias) || !inFiles.has(by)) return [];
      const listed = listsDefinition(subjects.get(alias), row);
      // An engine that no longer has it has given it up: it moved.
      return listed === false ? [] : [{ row, by, certainty: listed === true ? 'proven' : 'weak' }];
    });
    const groups = grouped(hidden, ({ row, by, certainty }) => JSON.stringify([row.alias, by, certainty]));
    for (const rows of groups.values()) {
      const [first] = rows;
      if (first === undefined) continue;
      const engine = first.row.alias ?? '';
      const keys = [...new Set(rows.map(({ row }) => row.key))];
      const data: Data = { engine, by: first.by, keys, ids: rows.map(({ row }) => row.id) };
      yield {
        data,
        engines: [engine, first.by],
        at: [{ engine }, { engine: first.by, note: `the same definitions of "${first.by}" are shown` }],
        evidence: facts.storedDefinitions.evidence,
        certainty: first.certainty,
        subject: keys.toSorted().join(' '),
      };
    }
  },
  message({ engine, by, keys }: Data) {
    return `Definitions of ${named(engine)} are hidden in Optimize, because those of ${named(by)} with the same key, version and tenant took their place: ${someNames(keys)}`;
  },
  remedy() {
    return 'Give the definitions of one of the two engines another key or tenant. What is hidden comes back only with a new deployment, or when its data is imported anew.';
  },
});

/** A definition is hidden by one of another alias with the same key, version and tenant that is not. */
function* hiddenIn(
  all: readonly StoredDefinition[],
): Iterable<{ readonly row: StoredDefinition; readonly by: string }> {
  const same = grouped(all, ({ kind, key, version, tenantId }) =>
    JSON.stringify([kind, key, version, tenantId]),
  );
  for (const rows of same.values()) {
    const shown = rows.find(({ deleted, alias }) => !deleted && alias !== null);
    if (shown === undefined || shown.alias === null) continue;
    for (const row of rows) {
      if (row.deleted && row.alias !== null && row.alias !== shown.alias) yield { row, by: shown.alias };
    }
  }
}
