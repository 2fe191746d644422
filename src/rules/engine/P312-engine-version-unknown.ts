import { shortened } from '../../core/text/text.js';
import { parseEngineVersion } from '../../optimize/supported-engines.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  /** What it says, or null where it does not know. */
  readonly said: string | null;
}

export default engineRule({
  code: 'P312',
  name: 'engine-version-unknown',
  severity: 'warning',
  needsOptimize: true,
  needs: ['version'],
  *check({ entry, facts }) {
    const { value, evidence } = facts.version;
    if (value !== null && parseEngineVersion(value) !== null) return;
    yield {
      data: { engine: entry.alias, said: value },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence,
      subject: 'version',
    };
  },
  message({ engine, said }: Data) {
    const what =
      said === null ? 'does not know its own version' : `says its version is "${shortened(said, 40)}"`;
    return `"${engine}" ${what}. Optimize cannot judge whether it is supported, and may not import from it.`;
  },
  remedy() {
    return [
      'The version is the Implementation-Version in the manifest of the REST classes. It is lost when they are repackaged into',
      'another archive: deploy camunda-engine-rest-core as its own jar, or write the entry into the manifest of the new one.',
    ].join('\n');
  },
});
