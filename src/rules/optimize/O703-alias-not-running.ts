import { named } from '../shared/words.js';
import { entriesByAlias } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly address: string;
  readonly running: readonly string[];
}

export default optimizeRule({
  code: 'O703',
  name: 'alias-not-running',
  severity: 'error',
  compares: true,
  needs: ['contact', 'runningEngines'],
  *check({ facts, configuration }) {
    const { address } = facts.contact.value;
    const running = facts.runningEngines.value.map(({ alias }) => alias);
    const known = new Set(running);
    for (const [alias, entries] of entriesByAlias(configuration)) {
      if (known.has(alias)) continue;
      const data: Data = { engine: alias, address, running };
      yield {
        data,
        engines: [alias],
        at: entries.map(({ fileName, entry }) => ({ file: fileName, pointer: entry.pointer, part: 'key' })),
        evidence: facts.runningEngines.evidence,
        subject: 'alias',
      };
    }
  },
  message({ engine }: Data) {
    return `The running Optimize has no engine ${named(engine)}: it was started with another file, or before this entry was written.`;
  },
  remedy({ address }: Data) {
    return `Restart Optimize with this file, or check the file that the node at ${address} was started with.`;
  },
});
