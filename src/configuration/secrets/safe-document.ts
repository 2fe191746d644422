import { oncePer } from '../../core/memoize.js';
import type { MappingEntry, MappingNode, SourceDocument, SourceNode } from '../../load/types.js';
import { safeFaults } from './safe-faults.js';
import {
  hasOrdinaryNames,
  hiddenKey,
  RestOfSecret,
  secretEntries,
  secretNodes,
  type SecretNodes,
} from './secret-nodes.js';
import { shownKey } from './shown-key.js';

/**
 * The document with safe names: where a line is broken, a secret becomes a key or a part of one (`{password:hunter2}`, `password: {hunter2}`) or
 * the name of an anchor (`password: &hunter2`), and names are shown everywhere. Places stay. Nearly every document has none and is itself the answer.
 */
export const safeDocument = oncePer((document: SourceDocument): SourceDocument => {
  const { root, faults } = document;
  const safe =
    root === null || hasOrdinaryNames(document)
      ? root
      : safeNode(root, { nodes: secretNodes(document), entries: secretEntries(document) });
  const shown = faults.length === 0 ? faults : safeFaults(document);
  return safe === root && shown === faults ? document : { ...document, root: safe, faults: shown };
});

/** What is one in a tree: values, and entries by their keys. */
interface Secrets {
  readonly nodes: SecretNodes;
  readonly entries: ReadonlySet<MappingEntry>;
}

/** The same node where nothing in it has to change. */
function safeNode(node: SourceNode, secrets: Secrets): SourceNode {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'mapping') return safeMapping(node, secrets);
  const items = node.items.map((item) => safeNode(item, secrets));
  return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
}

function safeMapping(node: MappingNode, secrets: Secrets): MappingNode {
  const rest = new RestOfSecret(secrets.nodes);
  let safe: MappingEntry[] | null = null;
  let [index, hidden] = [0, 0];
  for (const entry of node.entries) {
    const isHidden = rest.has(entry) || secrets.entries.has(entry);
    if (isHidden) hidden += 1;
    const key = isHidden ? hiddenKey(hidden) : shownKey(entry.key);
    const value = safeNode(entry.value, secrets);
    const isSafe = key === entry.key && value === entry.value;
    if (!isSafe) safe ??= node.entries.slice(0, index);
    safe?.push(isSafe ? entry : { ...entry, key, value });
    index += 1;
  }
  if (safe === null) return node;
  const byKey = new Map(safe.map((entry) => [entry.key, entry]));
  return { kind: 'mapping', span: node.span, entries: [...byKey.values()], byKey };
}
