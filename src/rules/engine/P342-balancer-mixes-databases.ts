import { counted, quotedList } from '../../core/text/text.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  /** One alone where one database is a copy of the other. */
  readonly installations: readonly string[];
  /** Moments of meter rows that only some answers showed. */
  readonly ticksApart: number;
}

export default engineRule({
  code: 'P342',
  name: 'balancer-mixes-databases',
  severity: 'error',
  needs: ['behind'],
  *check({ entry, facts }) {
    const { ticksApart, ...behind } = facts.behind.value;
    // An engine without an id differs from nothing.
    const installations = behind.installations.filter((id) => id !== null);
    if (installations.length < 2 && ticksApart === 0) return;
    yield {
      data: { engine: entry.alias, installations, ticksApart },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: facts.behind.evidence,
      certainty: ticksApart >= 2 ? 'proven' : 'strong',
      subject: 'installations',
    };
  },
  message({ engine, installations, ticksApart }: Data) {
    const seen =
      installations.length > 1
        ? `installations ${quotedList(installations)}`
        : `${counted(ticksApart, 'metric')} of one window ${ticksApart === 1 ? 'is' : 'are'} in some answers only`;
    return `"${engine}" answers from different databases, ${seen}: imports miss data at random.`;
  },
  remedy() {
    return [
      'Put only nodes of one database behind the address. Give every database its own address and its own entry under "engines".',
      'Until then each import reads a page from one database and the next from another.',
    ].join('\n');
  },
});
