import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly count: number;
  readonly mebibytes: number;
}

/** Read by Optimize at once, unless told otherwise. */
const PAGE = 10_000;
/** What a definition with its model takes of the engine's heap; seen with models of 9 KB. */
const KIBIBYTES_EACH = 450;
const ENOUGH_TO_SAY = 1_000;

export default engineRule({
  code: 'P338',
  name: 'many-definition-versions',
  severity: 'warning',
  needsOptimize: true,
  needs: ['processDefinitions'],
  *check({ entry, facts }) {
    const { count } = facts.processDefinitions.value;
    if (count < ENOUGH_TO_SAY) return;
    yield {
      data: {
        engine: entry.alias,
        count,
        mebibytes: Math.round((Math.min(count, PAGE) * KIBIBYTES_EACH) / 1024),
      },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: facts.processDefinitions.evidence,
      certainty: 'weak',
      subject: 'versions',
    };
  },
  message({ engine, count, mebibytes }: Data) {
    return `"${engine}" has ${count} versions of processes. Optimize’s first read makes it load all their models, perhaps ${mebibytes} MiB of its heap.`;
  },
  remedy() {
    return [
      'Before the first import: give the engine more heap, lower its cacheCapacity (1000 by default), or let Optimize read smaller pages:',
      'import.data.process-definition.maxPageSize: 100',
      'Delete versions that nobody needs. This tool reads the list in a way that loads no models.',
    ].join('\n');
  },
});
