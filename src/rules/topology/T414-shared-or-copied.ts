import { quotedList } from '../../core/text/text.js';
import { landscapeRule } from '../rule.js';
import { entriesOf } from '../shared/engines/definitions.js';
import { groupsOf } from '../shared/engines/database-groups.js';

interface Data {
  readonly engines: readonly string[];
  readonly because: string;
}

export default landscapeRule({
  code: 'T414',
  name: 'shared-or-copied',
  severity: 'warning',
  leads: true,
  inconclusive: true,
  needs: ['databases'],
  *check({ databases }) {
    for (const group of groupsOf(databases, 'unknown')) {
      const data: Data = { engines: group.engines, because: group.undecidedBecause ?? '' };
      yield {
        data,
        engines: group.engines,
        at: entriesOf(group.engines, (alias) => `"${alias}" has the same origin`),
        evidence: group.evidence,
        subject: 'unknown',
      };
    }
  },
  message({ engines }: Data) {
    return `${quotedList(engines)} share a database, or use a database and its fresh copy: nothing that was read decides which.`;
  },
  remedy({ because }: Data) {
    return [
      `Undecided: ${because}.`,
      /--watch\b.*--canary\b/u.test(because)
        ? 'Run doctor again with one of them (--canary writes one task filter and deletes it), or after the next deployment.'
        : 'Run doctor --watch, which waits for it, or doctor --canary, which writes one task filter and deletes it; or again after the next deployment.',
    ].join('\n');
  },
});
