import { quotedList } from '../../core/text.js';
import { landscapeRule } from '../rule.js';
import { entriesOf } from '../shared/engines/definitions.js';
import { groupsOf } from '../shared/engines/database-groups.js';

interface Data {
  readonly engines: readonly string[];
}

export default landscapeRule({
  code: 'T413',
  name: 'copied-database',
  severity: 'error',
  decides: 'copied-databases',
  needs: ['databases'],
  *check({ databases }) {
    for (const group of groupsOf(databases, 'cloned')) {
      const data: Data = { engines: group.engines };
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
  message({ engines }: Data) {
    return `${quotedList(engines)} use a database and its copy. Their data has equal ids: in Optimize each overwrites the other's.`;
  },
  remedy({ engines }: Data) {
    return [
      `Import only one of ${quotedList(engines)} into one Optimize.`,
      'A restored or test copy belongs to an Optimize of its own; data already mixed needs a full re-import.',
    ].join('\n');
  },
});
