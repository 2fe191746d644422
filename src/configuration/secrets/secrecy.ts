import type { ScalarNode, SourceDocument, SourceNode } from '../../load/types.js';
import { MASK } from '../../core/text/secret-text.js';
import type { Innocents } from './innocents.js';
import { maskText } from './masked-source.js';
import { isSecretKey } from './keys/secret-keys.js';
import { isLogin } from './keys/logins.js';
import { secretNodes, undecidedNodes } from './secret-nodes.js';
import { secretSpans } from './secret-spans.js';
import { lastBefore } from './spans.js';

/** Tells which values of the trees of a configuration are secrets. A tree that was merged of several holds values of all of them. */
export class Secrecy {
  readonly #nodes: ReadonlySet<SourceNode>;
  readonly #undecided: readonly ReadonlyMap<ScalarNode, string>[];
  readonly #resolved: (node: ScalarNode) => string | null;
  readonly #documents: readonly SourceDocument[];
  readonly #damaged: readonly SourceDocument[];
  #variables: ReadonlySet<string> | null = null;

  /** @param resolved the text of a scalar with the values of its placeholders, where they are known */
  constructor(
    documents: readonly SourceDocument[],
    resolved: (node: ScalarNode) => string | null = () => null,
  ) {
    this.#nodes = unionOf(documents.map(secretNodes));
    this.#undecided = documents.map(undecidedNodes).filter(({ size }) => size > 0);
    this.#resolved = resolved;
    this.#documents = documents;
    this.#damaged = documents.filter(({ damaged }) => damaged.length > 0);
  }

  /** As far as a tree tells, and, where it is a guess, the lines of the text. */
  isSecret(node: SourceNode): boolean {
    if (this.#nodes.has(node) || this.#isLogin(node)) return true;
    return this.#damaged.some((document) => isHidden(document, node));
  }

  /** The same before a value is shown: the lines of a sound text say more too, of the words of a command. To read them takes time. */
  hides(node: SourceNode): boolean {
    return this.isSecret(node) || this.#documents.some((document) => isHidden(document, node));
  }

  /** Whether the value of a variable is one: its name says so, or a secret is made of it. */
  isSecretVariable(name: string): boolean {
    this.#variables ??= new Set([...this.#secrets()].flatMap(variablesIn));
    return this.#variables.has(name) || isSecretKey(name);
  }

  *#secrets(): Iterable<SourceNode> {
    yield* this.#nodes;
    for (const nodes of this.#undecided) for (const node of nodes.keys()) if (this.#isLogin(node)) yield node;
  }

  /** What only the values of its placeholders make one. */
  #isLogin(node: SourceNode): boolean {
    if (this.#undecided.length === 0 || node.kind !== 'scalar') return false;
    const key = this.#undecided.map((nodes) => nodes.get(node)).find((each) => each !== undefined);
    return key !== undefined && isLogin(key, this.#resolved(node) ?? '');
  }
}

function unionOf<Item>(sets: readonly ReadonlySet<Item>[]): ReadonlySet<Item> {
  const [only] = sets;
  return only !== undefined && sets.length === 1 ? only : new Set(sets.flatMap((set) => [...set]));
}

/** Whether the lines of a text have a secret where a value stands, or one in it that the value alone does not tell. */
function isHidden(document: SourceDocument, node: SourceNode): boolean {
  if (node.kind !== 'scalar' || node.raw === '') return false;
  const quotes = node.style === 'quoted' ? 1 : 0;
  const [start, end] = [node.span.start + quotes, node.span.end - quotes];
  const { text } = document.file;
  const begin = node.raw.trim().slice(0, LOOKED_AT);
  if (node.style === 'block' ? !text.slice(start, end).includes(begin) : !text.startsWith(begin, start))
    return false;
  const spans = secretSpans(document);
  if ((lastBefore(spans, start)?.end ?? 0) >= end) return true;
  const last = lastBefore(spans, end - 1);
  if (last === undefined || last.end <= start || maskText(node.raw) !== node.raw) return false;
  return text.slice(last.start, last.end) !== MASK;
}

/** Characters that tell whether a value is of a document or of the one below it. */
const LOOKED_AT = 20;

function variablesIn(node: SourceNode): readonly string[] {
  if (node.kind !== 'scalar' || !node.raw.includes('${')) return [];
  return Array.from(node.raw.matchAll(/\$\{([A-Za-z_]\w*)/gu), ([, name = '']) => name);
}

/** Whatever of a configuration is shown. */
export function innocentsIn(documents: readonly SourceDocument[]): Innocents {
  const names = new Set<string>();
  const values = new Set<string>();
  for (const document of documents) {
    const secrecy = new Secrecy([document]);
    eachName(document.root, names, (node) => {
      if (node.text === null || secrecy.hides(node)) return;
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
