import { citationOf } from '../../core/citation.js';
import { quotedList } from '../../core/text/text.js';
import { relationOf } from '../../topology/clashes.js';
import type { EngineView } from '../../topology/types.js';
import { landscapeRule } from '../rule.js';
import { onceImported, waitingFor, type Waiting } from '../shared/engines/not-imported.js';
import { entriesOf } from '../shared/engines/definitions.js';
import { isNumericId } from '../shared/engines/numeric-ids.js';

interface Data extends Waiting {
  readonly engines: readonly string[];
  /** A process definition key that both have. */
  readonly key: string;
  readonly keys: number;
}

export default landscapeRule({
  code: 'T417',
  name: 'instance-ids-may-collide',
  severity: 'warning',
  severityOf: ({ notImported }: Data) => (notImported !== undefined ? 'info' : 'warning'),
  needsOptimize: true,
  needs: ['processDefinitions', 'databases'],
  *check({ engines, databases, configuration }) {
    const numbered = engines.filter(countsItsIds);
    for (const [index, first] of numbered.entries()) {
      for (const second of numbered.slice(index + 1)) {
        if (relationOf(first.entry.alias, second.entry.alias, databases) !== 'unrelated') continue;
        const keys = commonKeys(first, second);
        const [key] = keys;
        if (key === undefined) continue;
        const aliases = [first.entry.alias, second.entry.alias];
        const data: Data = {
          engines: aliases,
          key,
          keys: keys.length,
          ...waitingFor(aliases, configuration),
        };
        yield {
          data,
          engines: aliases,
          at: entriesOf(aliases, (alias) => `"${alias}" numbers its ids too`),
          evidence: [first, second].map((view) => ({
            kind: 'process-definition',
            engines: [view.entry.alias],
            detail: `id ${view.facts.processDefinitions.value.groups[0]?.versions[0]?.id ?? ''}`,
            ...citationOf(view.facts.processDefinitions.evidence),
          })),
          certainty: 'strong',
          subject: 'numbered',
        };
      }
    }
  },
  message({ engines, key, keys, notImported }: Data) {
    const more = keys === 1 ? '' : ` and ${keys - 1} more`;
    return `${quotedList(engines)} both number their ids and both run "${key}"${more}: ${onceImported(notImported)}in Optimize, instances can overwrite each other.`;
  },
  remedy() {
    return [
      'Switch the engines to UUIDs before they are imported: StrongUuidGenerator, in the Spring Boot starter',
      '  camunda.bpm.id-generator: strong',
      'A default tenant does not help; otherwise use two Optimize installations.',
    ].join('\n');
  },
});

function countsItsIds({ facts }: EngineView<'processDefinitions'>): boolean {
  const { groups } = facts.processDefinitions.value;
  return groups.length > 0 && groups.every(({ versions }) => versions.every(({ id }) => isNumericId(id)));
}

function commonKeys(
  first: EngineView<'processDefinitions'>,
  second: EngineView<'processDefinitions'>,
): readonly string[] {
  const keys = new Set(first.facts.processDefinitions.value.groups.map(({ key }) => key));
  return [...new Set(second.facts.processDefinitions.value.groups.map(({ key }) => key))]
    .filter((key) => keys.has(key))
    .toSorted();
}
