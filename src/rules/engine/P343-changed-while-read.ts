import { joined } from '../../core/text/text.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly lists: readonly string[];
}

export default engineRule({
  code: 'P343',
  name: 'changed-while-read',
  severity: 'warning',
  inconclusive: true,
  needs: ['shortLists'],
  *check({ entry, facts }) {
    const { value } = facts.shortLists;
    if (value.length === 0) return;
    yield {
      data: { engine: entry.alias, lists: value.map(({ list }) => list) },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: value.flatMap(({ because, evidence }) => [
        { kind: 'list', engines: [entry.alias], detail: because },
        ...evidence,
      ]),
      subject: 'lists',
    };
  },
  message({ engine, lists }: Data) {
    return `The ${joined(lists)} of "${engine}" changed while they were read, or were too long: what is missing from them proves nothing.`;
  },
  remedy() {
    return 'Run doctor again when nothing is being deployed. Where a list has more than 500000 rows, examine its engine by itself.';
  },
});
