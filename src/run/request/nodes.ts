import path from 'node:path';
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

/** Without a file by itself that a compose file beside it mounts: it is that node. Answers with what is left out, in words. */
export function withoutMounted(
  nodes: readonly NodeInput[],
): readonly [nodes: readonly NodeInput[], notes: readonly string[]] {
  const mounted = new Map(
    nodes.flatMap(({ document, carried }) =>
      carried === null || carried.besideFile === null
        ? []
        : [[path.resolve(document.file.name), carried.workload ?? '']],
    ),
  );
  const isMounted = ({ document, carried }: NodeInput): boolean =>
    carried === null && mounted.has(path.resolve(document.file.name));
  if (mounted.size === 0) return [nodes, []];
  const notes = nodes.filter(isMounted).map(({ document: { file } }) => {
    const workload = mounted.get(path.resolve(file.name)) ?? '';
    return `${file.name} is what ${workload} reads, and counts once.`;
  });
  return [nodes.filter((node) => !isMounted(node)), notes];
}

/** The nodes that are meant. Throws UsageError for a name that none has. */
export function chosenNodes(nodes: readonly NodeInput[], parts: readonly string[]): readonly NodeInput[] {
  if (parts.length === 0) return nodes;
  const chosen = new Set<NodeInput>();
  for (const part of parts) {
    const meant = namedBy(nodes, part);
    if (meant.length === 0) throw unknownPart(nodes, part);
    for (const node of meant) chosen.add(node);
  }
  return nodes.filter((node) => chosen.has(node));
}

/** A whole name means what is called so and nothing else. */
function namedBy(nodes: readonly NodeInput[], wanted: string): readonly NodeInput[] {
  const exactly = nodes.filter((node) => partOf(node) === wanted);
  return exactly.length > 0 ? exactly : nodes.filter((node) => isNamed(node, wanted));
}

function unknownPart(nodes: readonly NodeInput[], part: string): UsageError {
  const names = [...new Set(nodes.flatMap((node) => partOf(node) ?? []))];
  return new UsageError(
    `--part: no configuration is called "${part}"`,
    names.length === 0 ? 'the files are configurations by themselves' : `there are ${joined(names)}`,
  );
}

/** The object or the key alone, or what runs it; each also behind its namespace. */
function isNamed(node: NodeInput, wanted: string): boolean {
  const name = nameWithin(node)?.replace(NUMBER, '');
  if (name === undefined) return false;
  const [object = '', ...keys] = name.split(':');
  const [, objectName] = object.split('/');
  const names = new Set([name, object, objectName, keys.join(':'), node.carried?.workload]);
  return names.has(wanted) || names.has(withoutNamespace(wanted, node));
}

/** Of what is called like another one (own-names.ts). */
const NUMBER = / \(\d+\)$/u;

/** How a node is called in its namespace. */
export function nameWithin(node: NodeInput): string | null {
  const part = partOf(node);
  return part === null ? null : withoutNamespace(part, node);
}

function withoutNamespace(name: string, { carried }: NodeInput): string {
  const prefix = carried?.namespace == null ? '' : `${carried.namespace}/`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

export function partOf({ document }: NodeInput): string | null {
  return document.file.carried?.part ?? null;
}
