import { addressAlone, withoutTrailingSlash } from '../core/text/url.js';
import type { MappingNode, SourceNode, Span } from '../load/types.js';
import type { ResolvedScalar, ResolvedTree } from './resolved/types.js';
import type { AddressBook } from './secrets/address-book.js';
import { maskText } from './secrets/masked-source.js';
import type { EngineEntry, EntryView, Setting } from './types.js';
import { booleanOf } from './resolved/values.js';

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

/** A setting and the value that it stands for. `text` may be a secret, what `setting` holds may not. */
interface Found {
  readonly node: SourceNode | null;
  readonly text: string | null;
  /** The text with names for the values of secret variables; null where there are none. */
  readonly named: string | null;
  readonly setting: Setting;
}

/** Reads one entry of `engines`. Private fields keep the file's text out of everything that prints objects. */
export class ReadEntry implements EntryView {
  readonly entry: EngineEntry;
  readonly builtIn: boolean;
  readonly partial: boolean;
  readonly #node: SourceNode;
  readonly #context: EntryContext;
  /** Many rules ask for the same few settings: each is looked up and resolved once. */
  readonly #found = new Map<string, Found>();

  constructor(node: SourceNode, context: EntryContext) {
    this.#node = node;
    this.#context = context;
    this.builtIn = context.builtIn;
    this.partial = context.partial || hasMergeKey(node);
    this.entry = this.#read();
  }

  node(path: string): SourceNode | null {
    return this.#find(path).node;
  }

  setting(path: string): Setting {
    return this.#find(path).setting;
  }

  /** Method, not property: it must not show where an entry is printed. */
  secrets(): EntrySecrets {
    return {
      address: this.#address(),
      user: this.#text('authentication/user'),
      password: this.#text('authentication/password'),
    };
  }

  #find(path: string): Found {
    let found = this.#found.get(path);
    if (found === undefined) this.#found.set(path, (found = this.#lookUp(path)));
    return found;
  }

  #lookUp(path: string): Found {
    const keys = path.split('/');
    const pointer = `${this.#context.pointer}/${path}`;
    const node = below(this.#node, keys);
    if (node === null)
      return {
        node,
        text: null,
        named: null,
        setting: { state: 'absent', pointer, text: null, blank: false },
      };
    const { state, text } = this.#stateOf(node);
    const blank = text !== null && text.trim() === '';
    const named = node.kind === 'scalar' ? this.#context.tree.named(node) : null;
    const isSecret = this.#context.tree.isSecret(node);
    const shown = text === null || isSecret ? null : maskText(named ?? text);
    return { node, text, named, setting: { state, pointer, text: shown, blank } };
  }

  #read(): EngineEntry {
    const { alias, file, pointer } = this.#context;
    const address = this.#address();
    const rest = this.#find('rest');
    const named = rest.named === null ? null : withoutTrailingSlash(rest.named);
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

  #unresolved(): Pick<EngineEntry, 'unresolved' | 'unresolvedInLogin'> {
    const unresolved = new Set<string>();
    const elsewhere = new Set<string>();
    const entries = this.#node.kind === 'mapping' ? this.#node.entries : [];
    for (const { key, value } of entries) {
      for (const name of this.#unresolvedIn(value)) {
        unresolved.add(name);
        if (key !== 'authentication') elsewhere.add(name);
      }
    }
    const inLogin = [...unresolved].filter((name) => !elsewhere.has(name));
    return { unresolved: [...unresolved], ...(inLogin.length > 0 && { unresolvedInLogin: inLogin }) };
  }

  #unresolvedIn(node: SourceNode): readonly string[] {
    if (node.kind === 'sequence') return node.items.flatMap((item) => this.#unresolvedIn(item));
    if (node.kind === 'mapping') return node.entries.flatMap(({ value }) => this.#unresolvedIn(value));
    return node.raw.includes('${') ? (this.#resolve(node)?.unresolved ?? []) : [];
  }

  #address(): string | null {
    const rest = this.#text('rest');
    return rest === null ? null : withoutTrailingSlash(rest);
  }

  #boolean(path: string): boolean | null {
    const node = this.node(path);
    if (node === null) return null;
    const resolved = this.#resolve(node);
    return resolved === null || resolved.unresolved.length > 0 ? null : booleanOf(resolved.value);
  }

  #text(path: string): string | null {
    return this.#find(path).text;
  }

  /** As it may be printed. Names are printed everywhere, and what is a secret in one, such as a login, is no part of a name. */
  #shown(path: string): string | null {
    const { text, named, setting } = this.#find(path);
    return setting.text ?? (text === null ? null : maskText(named ?? text));
  }

  #stateOf(node: SourceNode): Pick<Setting, 'state' | 'text'> {
    if (node.kind !== 'scalar') return { state: this.#isFaulty(node) ? 'unusable' : 'structure', text: null };
    const resolved = this.#resolve(node);
    if (resolved === null) return { state: 'unusable', text: null };
    if (resolved.unresolved.length > 0) return { state: 'unresolved', text: null };
    if (resolved.text !== null) return { state: 'text', text: resolved.text };
    return { state: resolved.value === null ? 'null' : 'unusable', text: null };
  }

  /** Null where the value is an alias or stands in a syntax error: it has its own finding. */
  #resolve(node: SourceNode): ResolvedScalar | null {
    if (node.kind !== 'scalar' || node.style === 'alias' || this.#isFaulty(node)) return null;
    return this.#context.tree.scalar(node);
  }

  #isFaulty({ span }: SourceNode): boolean {
    return this.#context.faulty.some(({ start, end }) => start < span.end && end > span.start);
  }
}

function below(top: SourceNode, keys: readonly string[]): SourceNode | null {
  let node: SourceNode | undefined = top;
  for (const key of keys) {
    if (node?.kind !== 'mapping') return null;
    node = find(node, key);
  }
  return node ?? null;
}

/** Entries are small: looking through one is faster than the map that it would need. */
function find({ entries }: MappingNode, key: string): SourceNode | undefined {
  return entries.find((entry) => entry.key === key)?.value;
}

function hasMergeKey(node: SourceNode): boolean {
  return node.kind === 'mapping' && find(node, '<<') !== undefined;
}
