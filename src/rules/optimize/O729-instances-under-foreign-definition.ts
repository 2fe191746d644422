import { counted } from '../../core/text/text.js';
import { named, someNames } from '../shared/words.js';
import { grouped } from '../../core/grouped.js';
import { aliasesIn } from '../shared/optimize/stored.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly owner: string;
  readonly keys: readonly string[];
  readonly instances: number;
}

export default optimizeRule({
  code: 'O729',
  name: 'instances-under-foreign-definition',
  severity: 'error',
  needs: ['storedDefinitions', 'storedInstances'],
  *check({ facts, configuration }) {
    const inFiles = aliasesIn(configuration);
    const definitions = new Map(facts.storedDefinitions.value.map((row) => [`${row.kind} ${row.id}`, row]));
    const foreign = facts.storedInstances.value.flatMap(({ kind, alias, byDefinition }) =>
      byDefinition.flatMap(({ id, count }) => {
        const { alias: owner = null, key = '' } = definitions.get(`${kind} ${id}`) ?? {};
        if (owner === null || owner === alias || !inFiles.has(owner) || !inFiles.has(alias)) return [];
        return [{ alias, owner, key, count }];
      }),
    );
    for (const rows of grouped(foreign, ({ alias, owner }) => JSON.stringify([alias, owner])).values()) {
      const [first] = rows;
      if (first === undefined) continue;
      const { alias: engine, owner } = first;
      const keys = [...new Set(rows.map(({ key }) => key))];
      const instances = rows.reduce((sum, { count }) => sum + count, 0);
      const data: Data = { engine, owner, keys, instances };
      yield {
        data,
        engines: [engine, owner],
        at: [{ engine }, { engine: owner, note: `the definitions are tied to "${owner}"` }],
        evidence: [...facts.storedDefinitions.evidence, ...facts.storedInstances.evidence],
        subject: 'instances',
      };
    }
  },
  message({ engine, owner, keys, instances }: Data) {
    return `${counted(instances, 'instance')} of ${named(engine)} are counted under definitions of ${named(owner)} (${someNames(keys)}): reports mix two engines.`;
  },
  remedy() {
    return "The two entries share a database, or one has a copy of the other's. List the database once, then delete the data of Optimize and import it anew.";
  },
});
