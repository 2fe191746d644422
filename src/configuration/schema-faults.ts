import { shortened } from '../core/text/text.js';
import { nodeAt } from '../load/locate.js';
import { childPointer, keysOf } from '../core/text/pointer.js';
import { acceptedBy, engineSettingAt, namesIn } from '../optimize/engine-settings.js';
import type { ResolvedTree } from './resolved/types.js';
import { maskText } from './secrets/masked-source.js';
import type { SchemaFault } from './types.js';

/** What the compiled validator reports. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The keyword → fault table. A missing setting is judged by rules of its own. */
export function faultOf(tree: ResolvedTree, error: SchemaError): readonly SchemaFault[] {
  const [, alias, ...path] = keysOf(error.instancePath);
  const pointer = error.instancePath;
  if (alias === undefined) return engineMapFault(tree, error);
  switch (error.keyword) {
    case 'additionalProperties':
      return [unknownSetting(error, alias, path)];
    case 'not':
      return [unknownSetting(refusedBy(error), alias, path.slice(0, -1))];
    case 'type':
    case 'pattern': {
      const found = describe(tree, pointer);
      if (path.length === 0) return [{ kind: 'engine-not-a-map', pointer, alias, found }];
      const accepted = acceptedBy(engineSettingAt(path) ?? {});
      return [{ kind: 'wrong-type', pointer, alias, setting: path.join('.'), found, accepted }];
    }
    default:
      return [];
  }
}

function engineMapFault(tree: ResolvedTree, error: SchemaError): readonly SchemaFault[] {
  const pointer = '/engines';
  if (error.keyword === 'minProperties') return [{ kind: 'no-engines', pointer }];
  if (error.keyword !== 'type') return [];
  return [{ kind: 'engines-not-a-map', pointer, found: describe(tree, pointer) }];
}

/** Settings of old releases stand in the schema for editors, which then say what to write instead; Optimize knows none of them. */
function refusedBy(error: SchemaError): SchemaError {
  const at = error.instancePath.lastIndexOf('/');
  const key = error.instancePath.slice(at + 1);
  return { ...error, instancePath: error.instancePath.slice(0, at), params: { additionalProperty: key } };
}

function unknownSetting(error: SchemaError, alias: string, path: readonly string[]): SchemaFault {
  const key = String(error.params['additionalProperty']);
  return {
    kind: 'unknown-setting',
    pointer: childPointer(error.instancePath, key),
    alias,
    setting: [...path, key].join('.'),
    allowed: namesIn(engineSettingAt(path) ?? {}),
  };
}

/** What stands there, in words; never a secret, never the value of a variable. */
function describe(tree: ResolvedTree, pointer: string): string {
  const node = nodeAt(tree, pointer);
  if (node === null) return 'nothing';
  if (node.kind !== 'scalar') return node.kind === 'mapping' ? 'a mapping' : 'a list';
  if (node.value === null) return 'nothing';
  if (tree.isSecret(node)) return 'a text';
  if (tree.scalar(node).placeholders.length > 0) return 'what the placeholder gives';
  if (typeof node.value === 'string') return `the text "${shortened(maskText(node.value), 40)}"`;
  return `${typeof node.value === 'boolean' ? 'the word' : 'the number'} ${shortened(node.raw, 40)}`;
}
