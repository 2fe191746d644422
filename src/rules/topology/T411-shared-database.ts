import type { Edit } from '../../core/edit.js';
import type { Configuration } from '../../configuration/types.js';
import { counted, quotedList } from '../../core/text/text.js';
import { landscapeRule } from '../rule.js';
import { onceImported, waitingFor, type Waiting } from '../shared/engines/not-imported.js';
import { capital } from '../shared/words.js';
import {
  balancerArguments,
  entryToKeep,
  groupsOf,
  placesOf,
  removalOf,
} from '../shared/engines/database-groups.js';

interface Data extends Waiting {
  readonly engines: readonly string[];
  /** The alias that should stay. */
  readonly keep: string;
  /** The arguments that `multi-engine balancer` takes for these engines. */
  readonly balancer: string;
  /** What somebody has to decide first, because `multi-engine balancer` would refuse. */
  readonly differences: readonly string[];
  /** The same at length, in its words. */
  readonly decisions: readonly string[];
  /** Nobody imports: what would be a fault for Optimize is information. */
  readonly withoutOptimize?: true;
}

export default landscapeRule({
  code: 'T411',
  name: 'shared-database',
  severity: 'error',
  leads: true,
  severityOf: ({ withoutOptimize, notImported }: Data) => {
    if (withoutOptimize === true) return 'info';
    return notImported !== undefined ? 'warning' : 'error';
  },
  decides: 'shared-databases',
  needs: ['databases'],
  *check({ engines, databases, configuration }) {
    for (const group of groupsOf(databases, 'shared')) {
      const keep = entryToKeep(group.engines, engines);
      const refusals = group.refusals ?? [];
      const data: Data = {
        engines: group.engines,
        keep,
        balancer: balancerArguments(keep, group.engines, configuration),
        differences: refusals.map(({ code }) => WORDS[code] ?? code),
        decisions: refusals.map(({ because, decide }) => `${capital(because)}. ${decide}`),
        ...waitingFor(group.engines, configuration),
        ...(configuration.target === 'none' && { withoutOptimize: true }),
      };
      yield {
        data,
        engines: group.engines,
        at: placesOf(group.engines, keep, 'reads the same database'),
        evidence: group.evidence,
        certainty: group.certainty,
        edits:
          data.differences.length > 0 || data.withoutOptimize === true
            ? []
            : [...throughBalancer(keep, configuration), ...removalOf(group.engines, keep, configuration)],
        subject: 'shared',
      };
    }
  },
  affects() {
    return {};
  },
  message({ engines, notImported, withoutOptimize }: Data) {
    if (withoutOptimize === true)
      return `${quotedList(engines)} share a database: they are the nodes of one cluster.`;
    return `${quotedList(engines)} share a database. ${capital(onceImported(notImported))}Optimize imports everything ${engines.length === 2 ? 'twice' : `${engines.length} times`}, and the data may be corrupted.`;
  },
  remedy({ engines, keep, balancer, differences, decisions, withoutOptimize }: Data) {
    if (withoutOptimize === true)
      return 'Nothing to do. What is deployed on one of them is on all of them, and a load balancer may stand in front.';
    if (differences.length > 0) return decideFirst(engines, differences, decisions);
    const others = engines.filter((alias) => alias !== keep);
    return [
      `Put a load balancer in front of the ${counted(engines.length, 'engine')}, let "${keep}" point to it`,
      `and remove ${quotedList(others)}. These write the balancer and show the correction:`,
      '',
      `  multi-engine balancer ${balancer} --at HOST:8090 --for nginx`,
      `  multi-engine balancer ${balancer} --at HOST:8090 --diff`,
      '',
    ].join('\n');
  },
  sample({ differences, withoutOptimize }: Data) {
    return differences.length > 0 || withoutOptimize === true
      ? null
      : 'rest: http://LOAD-BALANCER/engine-rest';
  },
});

/** What keeps engines from becoming one entry, in a word or two. */
const WORDS: Readonly<Record<string, string>> = {
  'not-proven': 'proof',
  'address-unusable': 'addresses',
  'names-differ': 'engine names',
  'paths-differ': 'base paths',
  'schemes-differ': 'schemes',
  'credentials-differ': 'logins',
  'default-tenants-differ': 'default tenants',
  'excluded-tenants-differ': 'excluded tenants',
  'versions-differ': 'versions',
};

/** `multi-engine balancer` would refuse, and no edit can be right before that. */
function decideFirst(
  engines: readonly string[],
  differences: readonly string[],
  decisions: readonly string[],
): string {
  return [
    `Put one load balancer in front of ${quotedList(engines)} and list it as one entry. First decide, then run doctor again:`,
    ...decisions,
    ...(differences.includes('default tenants') ? [REAL_TENANTS] : []),
  ].join('\n');
}

const REAL_TENANTS =
  'Where the definitions carry tenants of their own, the right default tenant is none: remove defaultTenant from all of them.';

/** Scheme and path of the address stay, the host becomes that of the balancer, which only the reader knows. */
function throughBalancer(keep: string, { engines }: Configuration): readonly Edit[] {
  return engines
    .filter(({ alias }) => alias === keep)
    .map(({ file, pointer, rest }) => ({
      kind: 'set',
      file,
      pointer: `${pointer}/rest`,
      value: (rest ?? '').replace(/(https?:\/\/)[^/]+/u, '$1LOAD-BALANCER'),
    }));
}
