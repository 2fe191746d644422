import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly example: string;
}

export default engineRule({
  code: 'P335',
  name: 'numeric-ids',
  severity: 'info',
  needsOptimize: true,
  needs: ['processDefinitions'],
  *check({ entry, facts }) {
    const { value, evidence } = facts.processDefinitions;
    const ids = value.groups.flatMap(({ versions }) => versions.map(({ id }) => id));
    const example = ids.find(isNumeric);
    if (example === undefined) return;
    yield {
      data: { engine: entry.alias, example },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence,
      subject: 'ids',
    };
  },
  message({ engine, example }: Data) {
    return `"${engine}" takes its ids from a counter in its database, e.g. ${example}: other engines that do the same use the same numbers.`;
  },
  remedy() {
    return [
      'Where several such engines are imported, let new ids be UUIDs (id generator "strong", org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator).',
      'Optimize keeps instances by id: equal ids of two engines overwrite each other.',
    ].join('\n');
  },
});

/** `key:version:number`, or the number alone where that would be too long. */
function isNumeric(id: string): boolean {
  return /^\d+$/.test(id.slice(id.lastIndexOf(':') + 1));
}
