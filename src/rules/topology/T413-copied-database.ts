import { quotedList } from '../../core/text/text.js';
import { landscapeRule } from '../rule.js';
import { entriesOf } from '../shared/engines/definitions.js';
import { groupsOf } from '../shared/engines/database-groups.js';

interface Data {
  readonly engines: readonly string[];
  /** Nobody imports: what would be a fault for Optimize is information. */
  readonly withoutOptimize?: true;
}

export default landscapeRule({
  code: 'T413',
  name: 'copied-database',
  severity: 'error',
  leads: true,
  severityOf: ({ withoutOptimize }: Data) => (withoutOptimize === true ? 'info' : 'error'),
  decides: 'copied-databases',
  needs: ['databases'],
  *check({ databases, configuration }) {
    for (const group of groupsOf(databases, 'cloned')) {
      const data: Data = {
        engines: group.engines,
        ...(configuration.target === 'none' && { withoutOptimize: true }),
      };
      yield {
        data,
        engines: group.engines,
        at: entriesOf(group.engines, (alias) => `"${alias}" reads a copy`),
        evidence: group.evidence,
        certainty: group.certainty,
        subject: 'cloned',
      };
    }
  },
  message({ engines, withoutOptimize }: Data) {
    if (withoutOptimize === true)
      return `${quotedList(engines)} use a database and its copy: what was there at the time has equal ids on both.`;
    return `${quotedList(engines)} use a database and its copy. Their data has equal ids: in Optimize each overwrites the other's.`;
  },
  remedy({ engines, withoutOptimize }: Data) {
    if (withoutOptimize === true)
      return 'Nothing to do, unless something reads both and tells what it reads apart by its id.';
    return [
      `Import only one of ${quotedList(engines)} into one Optimize.`,
      'A restored or test copy belongs to an Optimize of its own; data already mixed needs a full re-import.',
    ].join('\n');
  },
});
