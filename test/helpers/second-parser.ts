import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  parseAllDocuments,
  visit as visitNodes,
  type Node,
} from 'yaml';
import { childPointer } from '../../src/core/text/pointer.js';

/** Offsets of a key and its value in a text. `valueEnd` is null where parsers differ about where it ends: block styles. */
export interface SeenPlace {
  readonly key: readonly [start: number, end: number] | null;
  readonly valueStart: number;
  readonly valueEnd: number | null;
}

/** Where another YAML parser sees the values of the first document, by pointer; a key that stands twice has two places. */
export function placesSeen(text: string): ReadonlyMap<string, readonly SeenPlace[]> {
  const places = new Map<string, SeenPlace[]>();
  const visit = (node: unknown, pointer: string, key: SeenPlace['key']): void => {
    if (!isNode(node) || node.range == null) return;
    const [valueStart, end] = node.range;
    const place = { key, valueStart, valueEnd: endsAlike(node) ? end : null };
    places.set(pointer, [...(places.get(pointer) ?? []), place]);
    if (isSeq(node))
      for (const [index, item] of node.items.entries()) visit(item, childPointer(pointer, index), null);
    if (!isMap(node)) return;
    for (const pair of node.items) {
      const range = isNode(pair.key) ? pair.key.range : null;
      if (range == null) continue;
      const name = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : String(pair.key);
      visit(pair.value, childPointer(pointer, name), [range[0], range[1]]);
    }
  };
  const [document] = parseAllDocuments(text, { uniqueKeys: false, merge: false, logLevel: 'silent' });
  if (document !== undefined && 'contents' in document) visit(document.contents, '', null);
  return places;
}

function endsAlike(node: Node): boolean {
  if (isScalar(node)) return !String(node.type).startsWith('BLOCK');
  return 'flow' in node && (node.flow ?? false);
}

/** Offsets at which another YAML lexer sees comments, anchors, aliases, merge keys and the marks of documents begin. */
export function marksSeen(text: string): ReadonlySet<number> {
  const marks = new Set<number>();
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (CONTROL.has(token)) continue;
    if ('#&*'.includes(token.charAt(0)) || MARKS.has(token)) marks.add(offset);
    offset += token.length;
  }
  return marks;
}

const MARKS: ReadonlySet<string> = new Set(['<<', '---', '...']);

/** What the lexer says about structure: no characters of the text. */
const CONTROL: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001F']);

/** Where another YAML parser sees the values of the second document and of those behind it begin. */
export function laterDocumentsSeen(text: string): readonly number[] {
  return parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' })
    .slice(1)
    .flatMap((document) => document.contents?.range?.[0] ?? []);
}

/** Where another YAML parser sees the scalars of all documents, keys included, and what they say. */
export function scalarsSeen(
  text: string,
): readonly { readonly start: number; readonly end: number; readonly says: string }[] {
  const scalars: { start: number; end: number; says: string }[] = [];
  for (const document of parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' }))
    visitNodes(document, {
      Scalar(_, { range, value }) {
        if (range != null) scalars.push({ start: range[0], end: range[1], says: String(value) });
      },
    });
  return scalars;
}
