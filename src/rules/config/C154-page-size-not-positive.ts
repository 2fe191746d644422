import { childPointer } from '../../core/text/pointer.js';
import { shortened } from '../../core/text/text.js';
import { fileSettingsWith } from '../../optimize/file-settings.js';
import type { SourceNode } from '../../load/types.js';
import { configurationRule } from '../rule.js';
import { settingAt } from '../shared/words.js';

interface Data {
  readonly pointer: string;
  readonly value: string;
}

export default configurationRule({
  code: 'C154',
  name: 'page-size-not-positive',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration }) {
    for (const file of configuration.files) {
      if (file.root === null) continue;
      for (const pointer of sizesOf(file.root, sizeNames())) {
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

/** By section what sizes and limits are called there; elsewhere the words mean nothing to Optimize. */
function sizeNames(): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const { name } of fileSettingsWith('positive')) {
    const [section = '', ...path] = name.split('.');
    names.set(section, (names.get(section) ?? new Set()).add(path.at(-1) ?? ''));
  }
  return names;
}

/** Pointers of all sizes and limits that Optimize reads. */
function* sizesOf(root: SourceNode, namesIn: ReadonlyMap<string, ReadonlySet<string>>): Iterable<string> {
  if (root.kind !== 'mapping') return;
  for (const { key, value } of root.entries) {
    const names = namesIn.get(key);
    if (names !== undefined) yield* sizesIn(value, childPointer('', key), names);
  }
}

function* sizesIn(node: SourceNode, pointer: string, names: ReadonlySet<string>): Iterable<string> {
  if (node.kind !== 'mapping') return;
  for (const { key, value } of node.entries) {
    const below = childPointer(pointer, key);
    if (names.has(key)) yield below;
    else yield* sizesIn(value, below, names);
  }
}
