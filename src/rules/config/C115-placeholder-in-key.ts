import { childPointer } from '../../core/text/pointer.js';
import { shortened } from '../../core/text/text.js';
import type { SourceNode } from '../../load/types.js';
import { configurationRule } from '../rule.js';
import { enginesAt } from '../shared/words.js';

interface Data {
  readonly key: string;
  /** The key is the alias of an engine. */
  readonly alias: boolean;
}

export default configurationRule({
  code: 'C115',
  name: 'placeholder-in-key',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration }) {
    for (const { document, root } of configuration.files) {
      if (root === null) continue;
      for (const { pointer, key } of keysWithPlaceholder(root, '')) {
        const data: Data = { key, alias: /^\/engines\/[^/]*$/u.test(pointer) };
        yield {
          data,
          engines: enginesAt(pointer),
          at: [{ file: document.file.name, pointer, part: 'key' }],
          edits: plainKey(data).map((plain) => ({
            kind: 'rename' as const,
            file: document.file.name,
            pointer,
            key: plain,
          })),
          subject: pointer,
        };
      }
    }
  },
  message({ key, alias }: Data) {
    const what = alias ? 'The alias' : 'The key';
    const then = alias
      ? 'Optimize shows and stores the engine under this text'
      : 'Optimize sees a setting with exactly this name';
    return `${what} "${shortened(key, 60)}" holds a placeholder, and keys are never resolved: ${then}.`;
  },
  remedy({ alias }: Data) {
    return alias
      ? 'Write out the alias: it is a label of your choice and must stay the same forever.'
      : 'Write out the key; placeholders work only in values.';
  },
});

/** The default says which key was meant. An alias is a matter of choice, and of data that is stored under it. */
function plainKey({ key, alias }: Data): readonly string[] {
  const meant = /^\$\{[A-Za-z_]\w*:([^{}]+)\}$/u.exec(key)?.[1];
  return alias || meant === undefined ? [] : [meant];
}

/** Whether a brace closes what begins as a placeholder; where none does, each opening would be a pass over the rest. */
function isClosed(key: string): boolean {
  const start = key.search(/\$\{[A-Za-z_]/u);
  return start >= 0 && key.includes('}', start);
}

interface Found {
  readonly pointer: string;
  readonly key: string;
}

function keysWithPlaceholder(node: SourceNode, pointer: string, found: Found[] = []): readonly Found[] {
  if (node.kind === 'sequence')
    for (const [index, item] of node.items.entries()) keysWithPlaceholder(item, `${pointer}/${index}`, found);
  else if (node.kind === 'mapping')
    for (const { key, value } of node.entries) {
      if (key.includes('${') && isClosed(key)) found.push({ pointer: childPointer(pointer, key), key });
      if (value.kind !== 'scalar') keysWithPlaceholder(value, childPointer(pointer, key), found);
    }
  return found;
}
