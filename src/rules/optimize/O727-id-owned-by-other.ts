import { named, someNames } from '../shared/words.js';
import { grouped } from '../../core/grouped.js';
import { aliasesIn } from '../shared/optimize/stored.js';
import type { EngineSubject } from '../../topology/types.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly owner: string;
  readonly keys: readonly string[];
  readonly count: number;
}

export default optimizeRule({
  code: 'O727',
  name: 'id-owned-by-other',
  severity: 'error',
  needs: ['storedDefinitions'],
  *check({ facts, configuration, engines }) {
    const inFiles = aliasesIn(configuration);
    const owners = new Map(
      facts.storedDefinitions.value.map(({ kind, id, alias }) => [`${kind} ${id}`, alias]),
    );
    for (const { entry, facts: known } of engines) {
      const taken = definitionsOf(known).flatMap(({ id, key }) => {
        const owner = owners.get(id) ?? null;
        return owner === null || owner === entry.alias || !inFiles.has(owner) ? [] : [{ owner, key }];
      });
      for (const [owner, rows] of grouped(taken, (row) => row.owner)) {
        const keys = [...new Set(rows.map(({ key }) => key))];
        const data: Data = { engine: entry.alias, owner, keys, count: rows.length };
        yield {
          data,
          engines: [entry.alias, owner],
          at: [
            { engine: entry.alias, setting: 'rest' },
            { engine: owner, setting: 'rest', note: `the data is tied to "${owner}"` },
          ],
          evidence: facts.storedDefinitions.evidence,
          subject: 'definitions',
        };
      }
    }
  },
  message({ engine, owner, keys }: Data) {
    return `Optimize keeps ${someNames(keys)} of ${named(engine)} as definitions of ${named(owner)}: both have the same ids, and the later import has overwritten the earlier one.`;
  },
  remedy() {
    return "The two entries share a database, or one has a copy of the other's. List the database once, then delete the data of Optimize and import it anew.";
  },
});

/** What an engine lists, as far as it was read: each by its kind and id. */
function definitionsOf({
  processDefinitions,
  decisionDefinitions,
}: EngineSubject['facts']): readonly { readonly id: string; readonly key: string }[] {
  return [processDefinitions, decisionDefinitions].flatMap((set) =>
    set.known
      ? set.value.groups.flatMap(({ key, versions }) =>
          versions.map(({ id }) => ({ id: `${set.value.kind} ${id}`, key })),
        )
      : [],
  );
}
