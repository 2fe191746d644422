import { shortened } from '../../core/text/text.js';
import type { ScalarNode, SourceNode } from '../../load/types.js';
import { configurationRule } from '../rule.js';
import { ignoresEngines } from '../../optimize/target.js';
import { exactValuesOf } from '../shared/configuration/exact-values.js';
import { capital, enginesAt, settingAt } from '../shared/words.js';

interface Data {
  readonly pointer: string;
  /** As written and as Optimize reads it; null for a secret. */
  readonly written: string | null;
  readonly reads: string | null;
}

export default configurationRule({
  code: 'C105',
  name: 'surprising-scalar',
  severity: 'warning',
  *check({ configuration: { files, target } }) {
    for (const file of files) {
      for (const { pointer, node, secret } of exactValuesOf(file)) {
        if (!isSurprising(node) || (pointer.startsWith('/engines/') && ignoresEngines(target))) continue;
        const data: Data = { pointer, written: secret ? null : node.raw, reads: secret ? null : node.text };
        yield {
          data,
          engines: enginesAt(pointer),
          at: [{ file: file.document.file.name, pointer, part: 'value' }],
          edits: [{ kind: 'quote', file: file.document.file.name, pointer }],
          subject: pointer,
        };
      }
    }
  },
  message({ pointer, written, reads }: Data) {
    const what = settingAt(pointer);
    return written === null
      ? `The unquoted value of ${what} is not text in YAML: Optimize converts it and sends something else.`
      : `${capital(what)} is written ${shortened(written, 30)} without quotes: Optimize reads it as "${shortened(reads ?? '', 30)}".`;
  },
  remedy() {
    return 'Put the value in quotes:';
  },
  sample({ pointer, written }: Data) {
    const key = pointer.split('/').findLast((each) => !/^\d+$/u.test(each)) ?? 'value';
    return `${key}: '${shortened(written ?? '…', 60)}'`;
  },
});

/** Words and numbers of YAML 1.1 whose text differs from what is written: `yes`, `0123`, `1_000`, `1.10`. */
function isSurprising(node: SourceNode): node is ScalarNode {
  if (node.kind !== 'scalar' || node.style !== 'plain' || typeof node.value === 'string') return false;
  return node.value !== null && node.text !== node.raw;
}
