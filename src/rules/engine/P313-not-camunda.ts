import { parseEngineVersion } from '../../optimize/supported-engines.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly product: string;
  readonly version: string;
  /** Whether the version has a number that Optimize can judge. */
  readonly numbered: boolean;
  /** Optimize refuses what reports 1.x to 3.x; `7.x` of a fork passes its check, but is not supported. */
  readonly refused: boolean;
  readonly targeted: boolean;
}

export default engineRule({
  code: 'P313',
  name: 'not-camunda',
  severity: 'warning',
  needsOptimize: true,
  needs: ['product', 'version'],
  severityOf: ({ refused, targeted }: Data) => (refused && targeted ? 'error' : 'warning'),
  *check({ entry, facts, configuration }) {
    const { product, version } = facts;
    if (product.value.name === 'Camunda' || product.value.name === 'unknown') return;
    const numbers = parseEngineVersion(version.value ?? '');
    yield {
      data: {
        engine: entry.alias,
        product: product.value.name === 'fork of Camunda 7' ? 'a fork of Camunda 7' : product.value.name,
        version: version.value ?? 'of unknown version',
        numbered: numbers !== null,
        refused: numbers !== null && numbers[0] < 7,
        targeted: configuration.target !== null,
      },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: product.evidence,
      subject: product.value.name,
    };
  },
  message({ engine, product, version, numbered, refused }: Data) {
    if (!numbered) return `"${engine}" is ${product}, and Optimize supports only Camunda.`;
    return refused
      ? `"${engine}" is ${product} ${version}. Optimize treats that number as a release before 7.0 and does not import from it.`
      : `"${engine}" is ${product} ${version}. Optimize accepts that number, but supports only Camunda.`;
  },
  remedy() {
    return [
      'Remove the entry from the configuration of Optimize, or connect a Camunda 7 engine.',
      'Without Optimize, run with --optimize none: the rules about Optimize stay silent.',
    ].join('\n');
  },
});
