import { append } from '../../core/many.js';
import type { Embedded, SourceNode } from '../types.js';
import { carrierDocuments, CarrierReader } from './carrier-tree.js';
import { scalarIn, withoutMark } from './text/embedded.js';
import { shiftedBy, through } from './text/places.js';
import { whyNoStructure, whyNoText, type Unreadable } from './unreadable.js';

/** How a configuration of Optimize is known. */
export interface Recognition {
  /** Whether a text is one. `named`: its key is the name of such a file. */
  readonly isConfiguration: (text: string, named: boolean) => boolean;
  /** Whether values that are no text are one all the same. */
  readonly isStructure: (node: SourceNode) => boolean;
  /** Whether there may be one somewhere in a text. */
  readonly mayHold: (text: string) => boolean;
  /** What else may be meant as one, where a whole file has none. */
  readonly otherwise?: Recognition;
}

/** A configuration and the way to it: keys and numbers of items. */
export interface Found {
  readonly embedded: Embedded;
  readonly path: readonly string[];
  /** The mapping of which it is a value, and the text in which that stands; null where it is none. */
  readonly beside: Beside | null;
}

/** What a search has found. */
export interface Search {
  readonly found: readonly Found[];
  readonly unreadable: readonly Unreadable[];
}

export interface Beside {
  readonly holder: Embedded;
  readonly reader: CarrierReader;
  readonly node: SourceNode;
}

/** Values inside values inside a HelmChart: nobody goes deeper. */
const DEEPEST = 3;

/** Every text below a value that is a configuration, or that is YAML in which such a text stands. */
export function configurationsBelow(
  holder: Embedded,
  reader: CarrierReader,
  root: SourceNode,
  recognition: Recognition,
  depth = 0,
): Search {
  const found: Found[] = [];
  const unreadable: Unreadable[] = [];
  const visit = (node: SourceNode, path: readonly string[], parent: SourceNode | null): void => {
    const named = isNamed(path);
    if (node.kind === 'scalar') {
      const text = node.text ?? '';
      if (mayBeSections(text, named)) {
        const beside = parent === null ? null : { holder, reader, node: parent };
        const search = configurationsIn(scalarIn(holder, node), path, recognition, depth);
        for (const each of search.found) found.push({ ...each, beside: each.beside ?? beside });
        append(unreadable, search.unreadable);
      } else if (named && text.trim() !== '') unreadable.push({ path, why: whyNoText(text, path) });
    } else if (named || (path.length > 0 && recognition.isStructure(node)))
      unreadable.push({ path, why: whyNoStructure(holder, node) });
    else if (node.kind === 'sequence')
      for (const [index, item] of node.items.entries()) visit(item, [...path, String(index)], null);
    else
      for (const { key, value } of node.entries) if (!isAnnotations(key)) visit(value, [...path, key], node);
  };
  visit(root, [], null);
  return { found, unreadable };
}

function isNamed(path: readonly string[]): boolean {
  return isFileName(path.at(-1) ?? '');
}

/** They repeat what was applied, and have checksums by the names of files. */
function isAnnotations(key: string): boolean {
  return /annotations$/iu.test(key);
}

/** A configuration has sections, and sections have colons. */
function mayBeSections(text: string, named: boolean): boolean {
  return text.includes(':') && (named || /[\n{]/u.test(text));
}

/** A text itself, or what is found in it where it is YAML. */
export function configurationsIn(
  written: Embedded,
  path: readonly string[],
  recognition: Recognition,
  depth = 0,
): Search {
  const embedded = withoutMark(written);
  const { text } = embedded;
  const named = isNamed(path);
  if (recognition.isConfiguration(text, named))
    return { found: [{ embedded, path, beside: null }], unreadable: [] };
  const inside = searchInside(embedded, recognition, depth);
  if (named && inside.found.length === 0)
    return { found: [], unreadable: [{ path, why: whyNoText(text, path) }] };
  const below = <T extends { readonly path: readonly string[] }>(each: T): T => ({
    ...each,
    path: [...path, ...each.path],
  });
  return { found: inside.found.map(below), unreadable: inside.unreadable.map(below) };
}

const NOTHING: Search = { found: [], unreadable: [] };

function searchInside(embedded: Embedded, recognition: Recognition, depth: number): Search {
  // Where bytes are no text, there are keystores and pictures.
  if (embedded.encoding !== undefined || depth >= DEEPEST || !recognition.mayHold(embedded.text))
    return NOTHING;
  const searches = carrierDocuments({ name: '', text: embedded.text }).flatMap((document) => {
    const { root, offset, text } = document;
    if (root === null || root.kind === 'scalar') return [];
    const part = partOf(embedded, offset, text);
    return [configurationsBelow(part, new CarrierReader(document), root, recognition, depth + 1)];
  });
  return {
    found: searches.flatMap(({ found }) => found),
    unreadable: searches.flatMap(({ unreadable }) => unreadable),
  };
}

/** One document of a text inside a file. */
function partOf(embedded: Embedded, offset: number, text: string): Embedded {
  return {
    ...embedded,
    text,
    places: through(shiftedBy(offset), embedded.places),
    levels: [...embedded.levels, { kind: 'document', offset, holder: embedded.text }],
  };
}

/** The names that Optimize looks for, and those of its defaults. */
export function isFileName(name: string): boolean {
  return /^(?:.*[/\\])?environment-config\.(?:ya?ml|json)$/u.test(name);
}

/** Optimize's own defaults, which lie below. */
export function isBaseName(name: string): boolean {
  return /^(?:.*[/\\])?service-config\.(?:ya?ml|json)$/u.test(name);
}
