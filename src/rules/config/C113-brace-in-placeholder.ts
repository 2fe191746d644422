import { shortened } from '../../core/text.js';
import { configurationRule } from '../rule.js';
import { enginesAt, settingAt } from './words.js';

interface Data {
  readonly pointer: string;
  /** What Optimize reads, `<NAME>` standing for a variable's value; null for a secret. */
  readonly reads: string | null;
}

export default configurationRule({
  code: 'C113',
  name: 'brace-in-placeholder',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration }) {
    for (const { document, substitutions } of configuration.files) {
      for (const { pointer, shape, reads } of substitutions) {
        if (shape !== 'brace') continue;
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
    const becomes = reads === null ? '' : `, which gives "${shortened(reads, 50)}"`;
    return `The default in ${settingAt(pointer)} reaches up to the last closing brace of the line${becomes}.`;
  },
  remedy({ pointer }: Data) {
    const key = pointer.slice(pointer.lastIndexOf('/') + 1);
    return `Use one placeholder without braces in its default and with nothing braced behind it:\n  ${key}: \${NAME:default}`;
  },
});
