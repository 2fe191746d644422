import { addressAlone, withoutTrailingSlash } from '../core/text/url.js';
import type { MappingNode, ScalarNode, SourceNode, Span } from '../load/types.js';
import type { ResolvedScalar, ResolvedTree } from './resolved/types.js';
import type { AddressBook } from './secrets/address-book.js';
import { maskText } from './secrets/masked-source.js';
import type { EngineEntry, EntryView, Setting } from './types.js';
import { booleanOf, isPlain, textOfPlain } from './resolved/values.js';

/** What is known about an entry besides its text. */
export interface EntryContext {
  readonly file: string;
  readonly alias: string;
  readonly pointer: string;
  readonly builtIn: boolean;
  readonly partial: boolean;
  /** Ranges that already have a syntax fault: their values count as unusable. */
  readonly faulty: readonly Span[];
  readonly tree: ResolvedTree;
  readonly addresses: AddressBook;
}

/** What the entry holds that nobody but the HTTP client may see. */
export interface EntrySecrets {
  readonly address: string | null;
  readonly user: string | null;
  readonly password: string | null;
}

/** What a node stands for. May be a secret, as `setting` never is. */
interface Held extends Pick<Setting, 'state'> {
  readonly text: string | null;
}

const NOTHING: Held = { state: 'absent', text: null };
const STRUCTURE: Held = { state: 'structure', text: null };
const UNUSABLE: Held = { state: 'unusable', text: null };
const UNRESOLVED: Held = { state: 'unresolved', text: null };

/** Reads one entry of `engines`. Private fields keep the file's text out of everything that prints objects. */
export class ReadEntry implements EntryView {
  readonly entry: EngineEntry;
  readonly builtIn: boolean;
  readonly partial: boolean;
  readonly #node: SourceNode;
  readonly #context: EntryContext;
  readonly #values: ReadonlyMap<string, SourceNode>;
  /** Many rules ask for the same few settings: each is looked up and resolved once. */
  readonly #settings = new Map<string, Setting>();

  constructor(node: SourceNode, context: EntryContext) {
    this.#node = node;
    this.#values = valuesByPath(node);
    this.#context = context;
    this.builtIn = context.builtIn;
    this.partial = context.partial || this.#values.has('<<');
    this.entry = this.#read();
  }

  node(path: string): SourceNode | null {
    return this.#values.get(path) ?? null;
  }

  setting(path: string): Setting {
    let setting = this.#settings.get(path);
    if (setting === undefined) this.#settings.set(path, (setting = this.#settingAt(path)));
    return setting;
  }

  /** Method, not property: it must not show where an entry is printed. */
  secrets(): EntrySecrets {
    return {
      address: this.#address(),
      user: this.#text('authentication/user'),
      password: this.#text('authentication/password'),
    };
  }

  #settingAt(path: string): Setting {
    const pointer = `${this.#context.pointer}/${path}`;
    const node = this.node(path);
    const { state, text } = this.#heldBy(node);
    if (text === null) return { state, pointer, text, blank: false };
    const isSecret = node !== null && this.#context.tree.isSecret(node);
    const shown = isSecret ? null : maskText(this.#named(node) ?? text);
    return { state, pointer, text: shown, blank: text.trim() === '' };
  }

  #read(): EngineEntry {
    const { alias, file, pointer } = this.#context;
    const address = this.#address();
    const named = address === null ? null : addressOf(this.#named(this.node('rest')));
    return {
      alias,
      file,
      pointer,
      name: this.#shown('name'),
      rest: address === null ? null : maskText(named ?? address),
      base: address === null ? null : this.#context.addresses.baseOf(address, named),
      importEnabled: this.#boolean('importEnabled'),
      authentication: this.#authentication(),
      hasWebapps: this.node('webapps')?.kind === 'mapping',
      webappsEndpoint: addressAlone(this.#text('webapps/endpoint')),
      defaultTenant: this.#defaultTenant(),
      excludedTenants: this.#excludedTenants(),
      ...this.#unresolved(),
    };
  }

  #authentication(): EngineEntry['authentication'] {
    if (this.node('authentication')?.kind !== 'mapping') return null;
    const password = this.#text('authentication/password');
    return {
      enabled: this.#boolean('authentication/enabled') ?? false,
      user: this.#shown('authentication/user'),
      hasPassword: password !== null && password !== '',
    };
  }

  #defaultTenant(): EngineEntry['defaultTenant'] {
    if (this.node('defaultTenant')?.kind !== 'mapping') return null;
    return { id: this.#shown('defaultTenant/id'), name: this.#shown('defaultTenant/name') };
  }

  /** A scalar becomes a list of one. */
  #excludedTenants(): readonly string[] {
    const node = this.node('excludedTenants');
    if (node === null || node.kind === 'mapping') return [];
    if (node.kind === 'sequence') return node.items.flatMap((item) => this.#texts(item));
    return this.#texts(node);
  }

  #texts(node: SourceNode): readonly string[] {
    if (node.kind !== 'scalar') return [];
    const { text, value } = this.#context.tree.scalar(node);
    if (Array.isArray(value))
      return value.filter((item) => item !== null).map((item) => maskText(String(item)));
    return text === null ? [] : [maskText(this.#context.tree.named(node) ?? text)];
  }

  #unresolved(): Pick<EngineEntry, 'unresolved' | 'unresolvedInLogin' | 'unresolvedInTenants'> {
    if (this.#node.kind !== 'mapping' || !mayHoldPlaceholder(this.#node)) return { unresolved: [] };
    const unresolved = new Set<string>();
    const elsewhere = new Set<string>();
    const inTenants = new Set<string>();
    for (const { key, value } of this.#node.entries) {
      for (const name of this.#unresolvedIn(value)) {
        unresolved.add(name);
        if (key !== 'authentication') elsewhere.add(name);
        if (key === 'defaultTenant' || key === 'excludedTenants') inTenants.add(name);
      }
    }
    const inLogin = [...unresolved].filter((name) => !elsewhere.has(name));
    return {
      unresolved: [...unresolved],
      ...(inLogin.length > 0 && { unresolvedInLogin: inLogin }),
      ...(inTenants.size > 0 && { unresolvedInTenants: [...inTenants] }),
    };
  }

  #unresolvedIn(node: SourceNode): readonly string[] {
    if (node.kind === 'sequence') return node.items.flatMap((item) => this.#unresolvedIn(item));
    if (node.kind === 'mapping') return node.entries.flatMap(({ value }) => this.#unresolvedIn(value));
    return mayHoldPlaceholder(node) ? (this.#resolve(node)?.unresolved ?? []) : [];
  }

  #address(): string | null {
    return addressOf(this.#text('rest'));
  }

  #boolean(path: string): boolean | null {
    const node = this.node(path);
    if (node === null) return null;
    const resolved = this.#resolve(node);
    return resolved === null || resolved.unresolved.length > 0 ? null : booleanOf(resolved.value);
  }

  #text(path: string): string | null {
    return this.#heldBy(this.node(path)).text;
  }

  /** As it may be printed. Names are printed everywhere, and what is a secret in one, such as a login, is no part of a name. */
  #shown(path: string): string | null {
    const text = this.#text(path);
    return text === null ? null : maskText(this.#named(this.node(path)) ?? text);
  }

  #heldBy(node: SourceNode | null): Held {
    if (node === null) return NOTHING;
    if (node.kind !== 'scalar') return this.#isFaulty(node) ? UNUSABLE : STRUCTURE;
    if (!this.#isUsable(node)) return UNUSABLE;
    if (isPlain(node)) return heldAs(textOfPlain(node), node.value);
    const { text, value, unresolved } = this.#context.tree.scalar(node);
    return unresolved.length > 0 ? UNRESOLVED : heldAs(text, value);
  }

  /** The text with names for the values of secret variables; null where there are none. */
  #named(node: SourceNode | null): string | null {
    return node?.kind !== 'scalar' || isPlain(node) ? null : this.#context.tree.named(node);
  }

  #resolve(node: SourceNode): ResolvedScalar | null {
    return node.kind === 'scalar' && this.#isUsable(node) ? this.#context.tree.scalar(node) : null;
  }

  /** Not where the value is an alias or stands in a syntax error: it has its own finding. */
  #isUsable(node: ScalarNode): boolean {
    return node.style !== 'alias' && !this.#isFaulty(node);
  }

  #isFaulty({ span }: SourceNode): boolean {
    return this.#context.faulty.some(({ start, end }) => start < span.end && end > span.start);
  }
}

function heldAs(text: string | null, value: unknown): Held {
  if (text === null) return value === null ? { state: 'null', text } : UNUSABLE;
  return { state: 'text', text };
}

/** No setting of an engine has a longer path. */
const LONGEST_PATH = 2;

/** What an entry holds, by the paths of settings: a key with a slash has none. */
function valuesByPath(top: SourceNode): ReadonlyMap<string, SourceNode> {
  const values = new Map<string, SourceNode>();
  if (top.kind === 'mapping') collect(top, '', LONGEST_PATH, values);
  return values;
}

function collect({ entries }: MappingNode, path: string, depth: number, into: Map<string, SourceNode>): void {
  for (const { key, value } of entries) {
    if (key.includes('/')) continue;
    into.set(path + key, value);
    if (depth > 1 && value.kind === 'mapping') collect(value, `${path}${key}/`, depth - 1, into);
  }
}

function addressOf(rest: string | null): string | null {
  return rest === null ? null : withoutTrailingSlash(rest);
}

function mayHoldPlaceholder(node: SourceNode): boolean {
  if (node.kind === 'scalar') return node.raw.includes('${');
  if (node.kind === 'sequence') return node.items.some(mayHoldPlaceholder);
  return node.entries.some(({ value }) => mayHoldPlaceholder(value));
}
