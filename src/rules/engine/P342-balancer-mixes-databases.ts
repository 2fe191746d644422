import { quotedList } from '../../core/text.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly installations: readonly string[];
}

export default engineRule({
  code: 'P342',
  name: 'balancer-mixes-databases',
  severity: 'error',
  needs: ['telemetry'],
  *check({ entry, facts }) {
    const { installationsSeen = [] } = facts.telemetry.value;
    // An engine without an id differs from nothing.
    const installations = installationsSeen.filter((id) => id !== null);
    if (installations.length < 2) return;
    yield {
      data: { engine: entry.alias, installations },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: facts.telemetry.evidence,
      certainty: 'strong',
      subject: 'installations',
    };
  },
  message({ engine, installations }: Data) {
    return `"${engine}" answers from different databases, installations ${quotedList(installations)}: imports miss rows at random.`;
  },
  remedy() {
    return [
      'Put only nodes of one database behind the address. Give every database its own address and its own entry under "engines".',
      'Until then each import reads a page from one database and the next from another.',
    ].join('\n');
  },
});
