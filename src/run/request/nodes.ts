import { ONE_NODE, type Use } from '../../configuration/interpret.js';
import { UsageError } from '../../core/errors.js';
import { joined } from '../../core/text/text.js';
import { carriedNodes } from './carried-nodes.js';
import type { Input } from './inputs.js';
import type { NodeInput } from './node-input.js';
import type { TextSource } from './texts.js';

/** The nodes that an input describes. `copies`: how often it was named. */
export async function nodesOf(
  input: Input,
  copies: number,
  stdinName: string,
  texts?: TextSource,
): Promise<readonly NodeInput[]> {
  if (input.kind === 'carrier') return carriedNodes(input, copies, stdinName, texts);
  const use: Use = { node: { ...ONE_NODE, copies }, container: null, base: null };
  return [{ document: input.document, use, carried: null }];
}

/** The nodes that are meant. Throws UsageError for a name that none has. */
export function chosenNodes(nodes: readonly NodeInput[], parts: readonly string[]): readonly NodeInput[] {
  if (parts.length === 0) return nodes;
  const unknown = parts.find((part) => !nodes.some((node) => isNamed(node, part)));
  if (unknown === undefined) return nodes.filter((node) => parts.some((part) => isNamed(node, part)));
  const names = [...new Set(nodes.flatMap((node) => partOf(node) ?? []))];
  throw new UsageError(
    `--part: no configuration is called "${unknown}"`,
    names.length === 0 ? 'the files are configurations by themselves' : `there are ${joined(names)}`,
  );
}

/** The whole name, the object or the key alone, or what runs it. */
function isNamed(node: NodeInput, wanted: string): boolean {
  const name = partOf(node);
  if (name === null) return false;
  const [object = '', ...keys] = name.split(':');
  const [, objectName] = object.split('/');
  return [name, object, objectName, keys.join(':'), node.carried?.workload].includes(wanted);
}

export function partOf({ document }: NodeInput): string | null {
  return document.file.carried?.part ?? null;
}
