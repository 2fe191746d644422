import type { MappingEntry, MappingNode, Span } from '../types.js';

/** Up to so many entries, looking through them is faster than a map. */
const FEW = 12;

/** The entries of one mapping while it is read: of equal keys the last stays. */
export class EntryList {
  #entries: MappingEntry[] = [];
  #byKey: Map<string, MappingEntry> | null = null;

  /** Adds an entry; gives the one with the same key that it replaces. */
  set(entry: MappingEntry): MappingEntry | null {
    const before = this.#find(entry.key);
    if (before !== null) return this.#replace(before, entry);
    this.#entries.push(entry);
    this.#byKey?.set(entry.key, entry);
    if (this.#byKey === null && this.#entries.length > FEW) this.#index();
    return null;
  }

  toNode(span: Span): MappingNode {
    return new Mapping(span, this.#byKey === null ? this.#entries : [...this.#byKey.values()], this.#byKey);
  }

  #find(key: string): MappingEntry | null {
    if (this.#byKey !== null) return this.#byKey.get(key) ?? null;
    for (const entry of this.#entries) if (entry.key === key) return entry;
    return null;
  }

  /** The new entry goes to the end: entries keep the order of the file. */
  #replace(before: MappingEntry, entry: MappingEntry): MappingEntry {
    if (this.#byKey === null) {
      this.#entries.splice(this.#entries.indexOf(before), 1);
      this.#entries.push(entry);
    } else {
      this.#byKey.delete(entry.key);
      this.#byKey.set(entry.key, entry);
    }
    return before;
  }

  #index(): void {
    this.#byKey = new Map(this.#entries.map((entry) => [entry.key, entry]));
  }
}

/** Most mappings are small and never asked by key: their map is built when somebody asks. */
class Mapping implements MappingNode {
  readonly kind = 'mapping';
  readonly span: Span;
  readonly entries: readonly MappingEntry[];
  #byKey: ReadonlyMap<string, MappingEntry> | null;

  constructor(span: Span, entries: readonly MappingEntry[], byKey: ReadonlyMap<string, MappingEntry> | null) {
    this.span = span;
    this.entries = entries;
    this.#byKey = byKey;
  }

  get byKey(): ReadonlyMap<string, MappingEntry> {
    this.#byKey ??= new Map(this.entries.map((entry) => [entry.key, entry]));
    return this.#byKey;
  }
}
