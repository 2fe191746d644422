import type { ScalarNode, SourceDocument, SourceNode } from '../../load/types.js';
import type { Innocents } from './known-secrets.js';
import { maskText } from './masked-source.js';
import { secretNodes } from './secret-nodes.js';

/** Tells which values of the trees of a configuration are secrets. A tree that was merged of several holds values of all of them. */
export class Secrecy {
  readonly #nodes: readonly ReadonlySet<SourceNode>[];

  constructor(documents: readonly SourceDocument[]) {
    this.#nodes = documents.map(secretNodes);
  }

  isSecret(node: SourceNode): boolean {
    return this.#nodes.some((nodes) => nodes.has(node));
  }
}

/** Whatever of a configuration is shown. */
export function innocentsIn(documents: readonly SourceDocument[]): Innocents {
  const names = new Set<string>();
  const values = new Set<string>();
  for (const document of documents) {
    const secrets = secretNodes(document);
    eachName(document.root, names, (node) => {
      if (node.text === null || secrets.has(node)) return;
      const isName = !/\s/u.test(node.text);
      (isName ? names : values).add(isName ? maskText(node.text) : node.text);
    });
  }
  return { names, values };
}

function eachName(node: SourceNode | null, names: Set<string>, visit: (node: ScalarNode) => void): void {
  if (node === null) return;
  if (node.kind === 'scalar') return visit(node);
  if (node.kind === 'sequence') for (const item of node.items) eachName(item, names, visit);
  else
    for (const { key, value } of node.entries) {
      names.add(key);
      eachName(value, names, visit);
    }
}
