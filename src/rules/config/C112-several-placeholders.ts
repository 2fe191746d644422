import { shortened } from '../../core/text.js';
import { configurationRule } from '../rule.js';
import { enginesAt, settingAt } from './words.js';

interface Data {
  readonly pointer: string;
  /** What Optimize reads, `<NAME>` standing for a variable's value; null for a secret. */
  readonly reads: string | null;
}

export default configurationRule({
  code: 'C112',
  name: 'several-placeholders',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration }) {
    for (const { document, substitutions } of configuration.files) {
      for (const { pointer, shape, reads } of substitutions) {
        if (shape !== 'several') continue;
        const data: Data = { pointer, reads };
        yield {
          data,
          engines: enginesAt(pointer),
          at: [{ file: document.file.name, pointer, part: 'value' }],
          subject: pointer,
        };
      }
    }
  },
  message({ pointer, reads }: Data) {
    const becomes = reads === null ? '' : ` and reads "${shortened(reads, 70)}"`;
    return `Several placeholders in ${settingAt(pointer)}: Optimize keeps only the last replacement${becomes}.`;
  },
  remedy({ pointer }: Data) {
    const key = pointer.slice(pointer.lastIndexOf('/') + 1);
    return `Use one placeholder for the whole value, and put the complete text into its variable:\n  ${key}: \${NAME}`;
  },
});
