import { childPointer } from '../../core/pointer.js';
import { shortened } from '../../core/text.js';
import type { SourceNode } from '../../load/types.js';
import { configurationRule } from '../rule.js';
import { settingAt } from '../shared/words.js';

interface Data {
  readonly pointer: string;
  readonly value: string;
}

/** Where Optimize reads them; elsewhere the words mean nothing to it. */
const SECTIONS = new Set(['import', 'es', 'eventBasedProcess']);
const SIZES = new Set(['maxPageSize', 'maxEntryLimit', 'aggregationBucketLimit', 'nested_documents_limit']);

export default configurationRule({
  code: 'C154',
  name: 'page-size-not-positive',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration }) {
    for (const file of configuration.files) {
      if (file.root === null) continue;
      for (const pointer of sizesOf(file.root)) {
        const { state, text } = file.setting(pointer);
        if (state !== 'text' || text?.trim() === '' || !(Number(text) <= 0)) continue;
        const data: Data = { pointer, value: text ?? '' };
        yield {
          data,
          engines: [],
          at: [{ file: file.document.file.name, pointer, part: 'value' }],
          edits: [{ kind: 'remove', file: file.document.file.name, pointer }],
          subject: pointer,
        };
      }
    }
  },
  message({ pointer, value }: Data) {
    return `${settingAt(pointer)} is ${shortened(value, 20)}, but must be above 0: Optimize fails when it first reads it.`;
  },
  remedy({ pointer }: Data) {
    const key = pointer.slice(pointer.lastIndexOf('/') + 1);
    return `Write a number above 0, or remove "${key}" to get the default:`;
  },
});

/** Pointers of all sizes and limits that Optimize reads. */
function* sizesOf(root: SourceNode): Iterable<string> {
  if (root.kind !== 'mapping') return;
  for (const { key, value } of root.entries) {
    if (SECTIONS.has(key)) yield* sizesIn(value, childPointer('', key));
  }
}

function* sizesIn(node: SourceNode, pointer: string): Iterable<string> {
  if (node.kind !== 'mapping') return;
  for (const { key, value } of node.entries) {
    const below = childPointer(pointer, key);
    if (SIZES.has(key)) yield below;
    else yield* sizesIn(value, below);
  }
}
