import { keysOf } from '../../core/text/pointer.js';
import type { SourceNode } from '../../load/types.js';
import { configurationRule } from '../rule.js';
import { substitutionAt } from '../shared/configuration/substitutions.js';
import { nodeAt } from '../shared/configuration/exact-values.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  readonly setting: string;
  readonly found: string;
  readonly accepted: string;
  /** The variable of the built-in engine that has to be another. */
  readonly variable?: string;
}

export default configurationRule({
  code: 'C126',
  name: 'wrong-type',
  severity: 'error',
  consequenceOf: ['several-placeholders', 'brace-in-placeholder', 'not-a-placeholder'],
  *check({ configuration }) {
    for (const file of configuration.files) {
      for (const fault of file.schemaFaults) {
        if (fault.kind !== 'wrong-type') continue;
        const { alias, setting, found, accepted, pointer, variable } = fault;
        // A text that Optimize makes a list of has a rule of its own.
        if (accepted.endsWith('text') && substitutionAt(file, pointer)?.becomesList === true) continue;
        const data: Data = {
          engine: alias,
          setting,
          found,
          accepted,
          ...(variable !== undefined && { variable }),
        };
        yield {
          data,
          engines: [alias],
          at: [{ file: file.document.file.name, pointer, part: 'value' }],
          edits: meantBoolean(accepted, nodeAt(file.root, keysOf(pointer))).map((value) => ({
            kind: 'set' as const,
            file: file.document.file.name,
            pointer,
            value,
          })),
          subject: setting,
        };
      }
    }
  },
  message({ engine, setting, found, accepted }: Data) {
    return `"${setting}" of engine ${named(engine)} is ${found}, but must be ${accepted}: Optimize does not start.`;
  },
  remedy({ setting, accepted, variable }: Data) {
    if (variable !== undefined) return `Give ${variable} ${accepted}.`;
    const key = setting.split('.').at(-1) ?? setting;
    if (accepted === 'true or false') return `Write "${key}: true" or "${key}: false", without quotes.`;
    return `Give "${setting}" ${accepted}.`;
  },
});

/** Words that YAML 1.1 knows, and that quotes keep it from knowing. */
function meantBoolean(accepted: string, node: SourceNode | null): readonly boolean[] {
  if (accepted !== 'true or false' || node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
  if (/^(?:yes|on|true|1)$/iu.test(node.value)) return [true];
  return /^(?:no|off|false|0)$/iu.test(node.value) ? [false] : [];
}
