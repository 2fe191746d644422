import type { Embedded, SourceNode } from '../types.js';
import { carrierDocuments, CarrierReader } from './carrier-tree.js';
import { scalarIn } from './text/embedded.js';
import { shiftedBy, through } from './text/places.js';

/** How a configuration of Optimize is known. */
export interface Recognition {
  /** Whether a text is one. `named`: its key is the name of such a file. */
  readonly isConfiguration: (text: string, named: boolean) => boolean;
  /** Whether there may be one somewhere in a text. */
  readonly mayHold: (text: string) => boolean;
}

/** A configuration and the way to it: keys and numbers of items. */
export interface Found {
  readonly embedded: Embedded;
  readonly path: readonly string[];
  /** The mapping of which it is a value, and the text in which that stands; null where it is none. */
  readonly beside: Beside | null;
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
): readonly Found[] {
  const found: Found[] = [];
  const visit = (node: SourceNode, path: readonly string[], parent: SourceNode | null): void => {
    if (node.kind === 'mapping')
      for (const { key, value } of node.entries) visit(value, [...path, key], node);
    else if (node.kind === 'sequence')
      for (const [index, item] of node.items.entries()) visit(item, [...path, String(index)], null);
    else if (mayBeSections(node.text)) {
      const beside = parent === null ? null : { holder, reader, node: parent };
      for (const each of configurationsIn(scalarIn(holder, node), path, recognition, depth))
        found.push({ ...each, beside: each.beside ?? beside });
    }
  };
  visit(root, [], null);
  return found;
}

/** A configuration has sections, and sections have colons. */
function mayBeSections(text: string | null): boolean {
  return text !== null && text.includes(':') && /[\n{]/u.test(text);
}

/** A text itself, or what is found in it where it is YAML. */
export function configurationsIn(
  embedded: Embedded,
  path: readonly string[],
  recognition: Recognition,
  depth = 0,
): readonly Found[] {
  const named = isFileName(path.at(-1) ?? '');
  if (recognition.isConfiguration(embedded.text, named)) return [{ embedded, path, beside: null }];
  // Where bytes are no text, there are keystores and pictures.
  if (embedded.encoding !== undefined || depth >= DEEPEST || !recognition.mayHold(embedded.text)) return [];
  return carrierDocuments({ name: '', text: embedded.text }).flatMap((document) => {
    const { root, offset, text } = document;
    if (root?.kind !== 'mapping') return [];
    const reader = new CarrierReader(document);
    const below = configurationsBelow(partOf(embedded, offset, text), reader, root, recognition, depth + 1);
    return below.map((each) => ({ ...each, path: [...path, ...each.path] }));
  });
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
