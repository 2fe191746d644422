import type { Edit } from '../../core/edit.js';
import type { Configuration } from '../../configuration/types.js';
import { counted, quotedList } from '../../core/text.js';
import { landscapeRule } from '../rule.js';
import {
  balancerArguments,
  entryToKeep,
  groupsOf,
  placesOf,
  removalOf,
} from '../shared/engines/database-groups.js';

interface Data {
  readonly engines: readonly string[];
  /** The alias that should stay. */
  readonly keep: string;
  /** The arguments that `multi-engine balancer` takes for these engines. */
  readonly balancer: string;
}

export default landscapeRule({
  code: 'T411',
  name: 'shared-database',
  severity: 'error',
  decides: 'shared-databases',
  needs: ['databases'],
  *check({ engines, databases, configuration }) {
    for (const group of groupsOf(databases, 'shared')) {
      const keep = entryToKeep(group.engines, engines);
      const data: Data = {
        engines: group.engines,
        keep,
        balancer: balancerArguments(keep, group.engines, configuration),
      };
      yield {
        data,
        engines: group.engines,
        at: placesOf(group.engines, keep, 'reads the same database'),
        evidence: group.evidence,
        certainty: group.certainty,
        edits: [...throughBalancer(keep, configuration), ...removalOf(group.engines, keep, configuration)],
        subject: 'shared',
      };
    }
  },
  message({ engines }: Data) {
    return `${quotedList(engines)} share a database. Optimize imports everything ${engines.length === 2 ? 'twice' : `${engines.length} times`}, and the data may be corrupted.`;
  },
  remedy({ engines, keep, balancer }: Data) {
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
  sample() {
    return 'rest: http://LOAD-BALANCER/engine-rest';
  },
});

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
