import { counted, quotedList } from '../../core/text.js';
import { landscapeRule } from '../rule.js';
import { balancerArguments, entryToKeep, excerptOf, groupsOf, placesOf } from './groups.js';

interface Data {
  readonly engines: readonly string[];
  /** The alias that should stay. */
  readonly keep: string;
  /** The `engines` section as it should be, secrets masked. */
  readonly corrected: readonly string[];
  /** The arguments that `multi-engine balancer` takes for these engines. */
  readonly balancer: string;
}

export default landscapeRule({
  code: 'T411',
  name: 'shared-database',
  severity: 'error',
  needs: ['databases'],
  *check({ engines, databases, configuration }) {
    for (const group of groupsOf(databases, 'shared')) {
      const keep = entryToKeep(group.engines, engines);
      const data: Data = {
        engines: group.engines,
        keep,
        corrected: corrected(excerptOf(keep, { configuration }), group.engines),
        balancer: balancerArguments(keep, group.engines, configuration),
      };
      yield {
        data,
        engines: group.engines,
        at: placesOf(group.engines, keep, 'reads the same database'),
        evidence: group.evidence,
        certainty: group.certainty,
        subject: 'shared',
      };
    }
  },
  message({ engines }: Data) {
    return `${quotedList(engines)} read one database. Optimize imports everything ${engines.length === 2 ? 'twice' : `${engines.length} times`}, and the data may be corrupted.`;
  },
  remedy({ engines, keep, corrected: lines, balancer }: Data) {
    const others = engines.filter((alias) => alias !== keep);
    return [
      `Put a load balancer in front of the ${counted(engines.length, 'engine')}, let "${keep}" point to it`,
      `and remove ${quotedList(others)}. These write the balancer and show the correction:`,
      '',
      `  multi-engine balancer ${balancer} --at HOST:8090 --for nginx`,
      `  multi-engine balancer ${balancer} --at HOST:8090 --diff`,
      '',
      'engines:',
      ...lines,
    ].join('\n');
  },
});

/** The entry as it is, but for its address, which becomes the balancer's. */
function corrected(lines: readonly string[], engines: readonly string[]): readonly string[] {
  return lines.map((line, index) => {
    if (index === 0) return `${line.trimEnd()}  # was ${engines.join(', ')}`;
    return line.replace(/^(\s*rest\s*:\s*)(.*)$/, (_, key: string, address: string) => key + behind(address));
  });
}

/** Scheme and path stay, the host becomes that of the balancer, which only the reader knows. */
function behind(address: string): string {
  return address.replace(/(https?:\/\/)[^/\s"']+/, '$1LOAD-BALANCER');
}
