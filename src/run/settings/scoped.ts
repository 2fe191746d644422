import { grouped } from '../../core/grouped.js';
import type { Finding } from '../../core/finding.js';
import type { Scope } from './types.js';

export interface HasScope {
  readonly scope: Scope;
}

/**
 * What settings say of findings, by the engine or the name of the file that it is for: thousands of overrides would otherwise be compared
 * with thousands of findings, each with each.
 */
export class Scoped<T extends HasScope> {
  readonly #byKey: ReadonlyMap<string, readonly Placed<T>[]>;

  constructor(items: readonly T[]) {
    const placed = items.flatMap((item, index) => keysOf(item.scope).map((key) => ({ key, item, index })));
    this.#byKey = grouped(placed, ({ key }) => key);
  }

  /** Those that may be meant for a finding, in their order. `nameOf`: a file as its patterns have it. */
  near(
    { engines: [engine], locations: [location] }: Finding,
    nameOf: (file: string) => string,
  ): readonly T[] {
    const keys = [
      ANY,
      ...(engine === undefined ? [] : [engineKey(engine)]),
      ...(location === undefined ? [] : [fileKey(nameOf(location.file))]),
    ];
    const found = keys.flatMap((key) => this.#byKey.get(key) ?? []);
    return found.toSorted((a, b) => a.index - b.index).map(({ item }) => item);
  }
}

interface Placed<T> {
  readonly key: string;
  readonly item: T;
  readonly index: number;
}

const ANY = '';

function engineKey(alias: string): string {
  return `engine ${alias}`;
}

/** By the last part alone: the folders before it may be written in many ways. */
function fileKey(name: string): string {
  return `file ${lastPart(name)}`;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** A finding that is meant has one of these; all its engines and files are looked at later. */
function keysOf({ engines, files }: Scope): readonly string[] {
  if (engines.length > 0 && engines.every(isPlain)) return [...new Set(engines.map(engineKey))];
  const named = files.map(lastPart);
  return files.length > 0 && named.every((name) => name !== '' && isPlain(name))
    ? [...new Set(files.map(fileKey))]
    : [ANY];
}

function isPlain(pattern: string): boolean {
  return !/[*?]/u.test(pattern);
}
