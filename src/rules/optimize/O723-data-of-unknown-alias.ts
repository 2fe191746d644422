import { counted } from '../../core/text/text.js';
import { named } from '../shared/words.js';
import { enginesPlace, knowsAllAliases } from '../shared/optimize/places.js';
import { aliasesIn, moment } from '../shared/optimize/stored.js';
import { ignoresEngines } from '../../optimize/target.js';
import type { StoredAlias } from '../../topology/optimize/types.js';
import { optimizeRule } from '../rule.js';

interface Data extends StoredAlias {
  /** The one alias of the files that has no data: this one may have been renamed to it. */
  readonly renamedTo: string | null;
  /** How many such aliases there are besides, where they are too many to be told one by one. */
  readonly further?: number;
}

/** No Optimize has had more engines than this, but what answers may not be the data of one. */
const MOST = 50;

export default optimizeRule({
  code: 'O723',
  name: 'data-of-unknown-alias',
  severity: 'error',
  needs: ['storedAliases'],
  *check({ facts, configuration }) {
    if (!knowsAllAliases(configuration) || ignoresEngines(configuration.target)) return;
    const inFiles = aliasesIn(configuration);
    const stored = facts.storedAliases.value;
    const withData = new Set(stored.map(({ alias }) => alias));
    const fresh = [...inFiles].filter((alias) => !withData.has(alias));
    const gone = stored.filter(({ alias }) => !inFiles.has(alias));
    const renamedTo = fresh.length === 1 ? (fresh[0] ?? null) : null;
    for (const [index, each] of gone.slice(0, MOST).entries()) {
      const further = index === MOST - 1 ? gone.length - MOST : 0;
      const data: Data = { ...each, renamedTo, ...(further > 0 && { further }) };
      yield {
        data,
        engines: [each.alias],
        at: enginesPlace(configuration),
        evidence: facts.storedAliases.evidence,
        subject: 'alias',
      };
    }
  },
  message({ alias, definitions, instances, further }: Data) {
    const besides = further === undefined ? '' : ` (and of ${further} more)`;
    return `Optimize has data of an engine ${named(alias)}${besides} that is not in the file: ${counted(definitions, 'definition')} and ${counted(instances, 'instance')} that nobody sees any more.`;
  },
  remedy({ alias, renamedTo, lastRun }: Data) {
    const since = lastRun === null ? '' : ` Its last import ran at ${moment(lastRun)} UTC.`;
    return renamedTo === null
      ? `Put the entry back under the alias ${named(alias)}, or delete its data.${since}`
      : `If ${named(renamedTo)} is the same engine, call it ${named(alias)} again: the alias ties the data to the engine, and under a new one everything is imported anew.${since}`;
  },
});
