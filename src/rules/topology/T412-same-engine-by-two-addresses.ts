import { quotedList } from '../../core/text/text.js';
import { landscapeRule } from '../rule.js';
import {
  balancerArguments,
  entryToKeep,
  groupsOf,
  placesOf,
  removalOf,
  sameByConfiguration,
} from '../shared/engines/database-groups.js';

interface Data {
  readonly engines: readonly string[];
  readonly keep: string;
  /** The arguments that `multi-engine balancer` takes for these engines. */
  readonly balancer: string;
  /** What somebody has to decide before, in the words of `multi-engine balancer`, which would refuse. */
  readonly decisions: readonly string[];
  /** Nobody imports: what would be a fault for Optimize is information. */
  readonly withoutOptimize?: true;
}

export default landscapeRule({
  code: 'T412',
  name: 'same-engine-by-two-addresses',
  severity: 'error',
  leads: true,
  severityOf: ({ withoutOptimize }: Data) => (withoutOptimize === true ? 'info' : 'error'),
  needs: ['databases'],
  *check({ engines, databases, configuration }) {
    for (const group of groupsOf(databases, 'same-node')) {
      // Equal addresses are C201's finding: one cause, one finding.
      if (sameByConfiguration(group.engines, databases)) continue;
      const keep = entryToKeep(group.engines, engines);
      const balancer = balancerArguments(keep, group.engines, configuration);
      const withoutOptimize = configuration.target === 'none';
      const decisions = (group.refusals ?? []).map(({ because, decide }) => `${because}. ${decide}`);
      const data: Data = {
        engines: group.engines,
        keep,
        balancer,
        decisions,
        ...(withoutOptimize && { withoutOptimize }),
      };
      yield {
        data,
        engines: group.engines,
        at: placesOf(group.engines, keep, 'reaches the same engine'),
        evidence: group.evidence,
        certainty: group.certainty,
        edits: withoutOptimize || decisions.length > 0 ? [] : removalOf(group.engines, keep, configuration),
        subject: 'same-node',
      };
    }
  },
  message({ engines, withoutOptimize }: Data) {
    const same = `${quotedList(engines)} reach one and the same engine at different addresses.`;
    return withoutOptimize === true
      ? same
      : `${same} Optimize imports it ${engines.length === 2 ? 'twice' : `${engines.length} times`}.`;
  },
  remedy({ engines, keep, balancer, decisions, withoutOptimize }: Data) {
    if (withoutOptimize === true) return 'Nothing to do: one of the entries is enough to examine it.';
    const others = quotedList(engines.filter((alias) => alias !== keep));
    if (decisions.length > 0)
      return [
        `Keep "${keep}" and remove ${others}, but first decide:`,
        ...decisions.map((each) => `  ${each}`),
      ].join('\n');
    return `Keep "${keep}" and remove ${others}; this does it, after a backup:\n  multi-engine balancer ${balancer} --write`;
  },
});
