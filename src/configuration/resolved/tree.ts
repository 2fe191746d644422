import type { ScalarNode, SourceDocument, SourceNode } from '../../load/types.js';
import { Secrecy } from '../secrets/secrecy.js';
import type { Layers } from './layers.js';
import type { Variables } from './placeholders.js';
import { Room } from './room.js';
import type { ResolvedScalar, ResolvedTree, Value } from './types.js';
import { isPlain, resolvePlain, resolveScalar, valueOf, valueOfPlain } from './values.js';

/** Resolves a scalar when it is first asked for: survey, entries, schema, single settings and `--print-effective` ask for the same ones. */
export class LazyTree implements ResolvedTree {
  readonly #layers: Layers;
  readonly #filling: { readonly variables: Variables; readonly room: Room };
  readonly #secrecy: Secrecy;
  readonly #scalars = new Map<ScalarNode, ResolvedScalar>();

  constructor(layers: Layers, variables: Variables) {
    this.#layers = layers;
    this.#filling = { variables, room: new Room() };
    this.#secrecy = new Secrecy(layers.documents, (node) => this.scalar(node).replaced);
  }

  get root(): SourceNode | null {
    return this.#layers.root;
  }

  get documents(): Layers['documents'] {
    return this.#layers.documents;
  }

  holderOf(pointer: string): SourceDocument {
    return this.#layers.holderOf(pointer);
  }

  scalar(node: ScalarNode): ResolvedScalar {
    // Most have nothing to resolve: to keep them takes longer than to make them again.
    if (isPlain(node)) return resolvePlain(node);
    let resolved = this.#scalars.get(node);
    if (resolved === undefined) this.#scalars.set(node, (resolved = resolveScalar(node, this.#filling)));
    return resolved;
  }

  value(node: SourceNode): Value {
    return valueOf(node, (scalar) => (isPlain(scalar) ? valueOfPlain(scalar) : this.scalar(scalar).value));
  }

  isSecret(node: SourceNode): boolean {
    return this.#secrecy.isSecret(node);
  }

  hides(node: SourceNode): boolean {
    return this.#secrecy.hides(node);
  }

  isSecretVariable(name: string): boolean {
    return this.#secrecy.isSecretVariable(name);
  }

  named(node: ScalarNode): string | null {
    const { placeholders, shown } = this.scalar(node);
    return placeholders.some(({ name }) => this.isSecretVariable(name)) ? shown : null;
  }
}
