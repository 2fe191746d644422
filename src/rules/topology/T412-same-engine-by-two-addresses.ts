import { quotedList } from '../../core/text.js';
import { landscapeRule } from '../rule.js';
import { entryToKeep, groupsOf, placesOf, sameByConfiguration } from './groups.js';

interface Data {
  readonly engines: readonly string[];
  readonly keep: string;
}

export default landscapeRule({
  code: 'T412',
  name: 'same-engine-by-two-addresses',
  severity: 'error',
  needs: ['databases'],
  *check({ engines, databases }) {
    for (const group of groupsOf(databases, 'same-node')) {
      // Equal addresses are C201's finding: one cause, one finding.
      if (sameByConfiguration(group.engines, databases)) continue;
      const keep = entryToKeep(group.engines, engines);
      const data: Data = { engines: group.engines, keep };
      yield {
        data,
        engines: group.engines,
        at: placesOf(group.engines, keep, 'reaches the same engine'),
        evidence: group.evidence,
        certainty: group.certainty,
        subject: 'same-node',
      };
    }
  },
  message({ engines }: Data) {
    return `${quotedList(engines)} reach one and the same engine by different addresses. Optimize imports it ${engines.length === 2 ? 'twice' : `${engines.length} times`}.`;
  },
  remedy({ engines, keep }: Data) {
    return `Keep "${keep}" and remove ${quotedList(engines.filter((alias) => alias !== keep))}.`;
  },
});
