import { firstIndex } from '../../../core/many.js';
import type { Change } from '../../../core/edit.js';
import { oncePer } from '../../../core/memoize.js';
import { endOf } from '../../../core/text/end-of.js';
import { keysOf, pointerOf } from '../../../core/text/pointer.js';
import { isReadable } from '../../../edit/edited.js';
import { isFlow, removalTarget, stepOf } from '../../../edit/place.js';
import { lineEndOf, lineStart, nextLine, withoutEnd } from '../../../edit/ranges.js';
import { usualQuotes } from '../../../edit/scalars.js';
import { lineIndexOf } from '../../../load/text/lines.js';
import { locate, nodeAt } from '../../../load/locate.js';
import type { MappingEntry, MappingNode, SourceDocument, SourceNode, Span } from '../../../load/types.js';
import { parseYaml } from '../../../load/yaml/yaml.js';

type ByPlace = Extract<Change, { readonly kind: 'drop' | 'text' | 'copy' }>;

/** Whether a change names offsets in a text, which count in that text only. */
export function goesByPlace(change: Change): change is ByPlace {
  return change.kind === 'drop' || change.kind === 'text' || change.kind === 'copy';
}

/** Lines of a file that say what they say by themselves, and can be read without the rest. */
export interface Part {
  readonly document: SourceDocument;
  /** The changes, as they have to be made in it. */
  readonly changes: readonly Change[];
  /** How many lines were put above and below, so that it can be read. */
  readonly above: number;
  readonly below: number;
  /** How many lines of the file stand before it. */
  readonly linesBefore: number;
  /** Whether a change that cannot be made in it cannot be made at all. */
  readonly decides: boolean;
}

/** Whether so many characters may be read once more. */
export type MayRead = (characters: number) => boolean;

function sizeOf({ file }: SourceDocument): number {
  return file.text.length;
}

/** The parts of a file in which changes can be made, so that a file of ten thousand entries is not read again for each of them. */
export class Parts {
  readonly #whole: SourceDocument;
  readonly #mayRead: MayRead;
  /** Findings come in the order of the file: the last entry is kept, so that it is read once for all of them. */
  #last: { readonly entry: string; readonly part: Omit<Part, 'changes'> | null } | null = null;

  constructor(whole: SourceDocument, mayRead: MayRead) {
    this.#whole = whole;
    this.#mayRead = mayRead;
  }

  /** The smallest first and the whole last. A part may know too little: then the next one is asked. */
  *of(changes: readonly Change[]): Generator<Part> {
    const near = this.#around(changes);
    if (near !== null) yield near;
    const entry = this.#entryOf(changes);
    if (entry !== null && this.#mayRead(sizeOf(entry.document) * changes.length)) yield { ...entry, changes };
    if (!this.#mayRead(sizeOf(this.#whole) * changes.length)) return;
    yield { document: this.#whole, changes, above: 0, below: 0, linesBefore: 0, decides: true };
  }

  /** What stands around changes, where that is enough. */
  #around(changes: readonly Change[]): Part | null {
    const whole = this.#whole;
    const cut = isSound(whole) ? cutAround(whole, changes) : null;
    if (cut === null || !this.#mayRead(cut.end - cut.start)) return null;
    const { text } = whole.file;
    const head = cut.head.map((line) => line + lineEndOf(text)).join('');
    const document = parseYaml({ name: whole.file.name, text: head + text.slice(cut.start, cut.end) });
    if (!cut.isReadAs(document)) return null;
    const shift = head.length - cut.start;
    return {
      document,
      changes: changes.map((change) =>
        change.kind === 'text' ? { ...change, span: shifted(change.span, shift) } : change,
      ),
      above: cut.head.length,
      below: 0,
      linesBefore: lineIndexOf(whole.file).position(cut.start).line - 1,
      decides: false,
    };
  }

  /** The one entry of `engines` that all changes are about; null where they go beyond it, or it cannot be read alone. */
  #entryOf(changes: readonly Change[]): Omit<Part, 'changes'> | null {
    const [entry, ...others] = new Set(changes.map((change) => entryOf(change)));
    if (entry == null || others.length > 0) return null;
    if (this.#last?.entry !== entry) this.#last = { entry, part: entryAlone(this.#whole, entry) };
    return this.#last.part;
  }
}

/** Lines of a file, and those that have to stand above them so that they can be read. */
interface Cut extends Span {
  readonly head: readonly string[];
  /** Whether they say alone what they say in the file. */
  readonly isReadAs: (document: SourceDocument) => boolean;
}

function cutAround(whole: SourceDocument, changes: readonly Change[]): Cut | null {
  const [only, ...others] = changes;
  if (only === undefined) return null;
  if (only.kind === 'set') return isNewSection(whole, changes) ? lastLines(whole, changes) : null;
  return others.length > 0
    ? null
    : (lineOfComment(whole, only) ?? neighbourhood(whole, placeOf(whole, only)));
}

/** Whether all is set in one section that is not there yet: it goes behind all others. */
function isNewSection({ root }: SourceDocument, changes: readonly Change[]): boolean {
  const sections = new Set(
    changes.map((change) => (change.kind === 'set' ? keysOf(change.pointer)[0] : null)),
  );
  const [section, ...others] = sections;
  return section != null && others.length === 0 && root?.kind === 'mapping' && !root.byKey.has(section);
}

/** The end of a file, where what is written behind it is written as it would be behind the whole. */
function lastLines(whole: SourceDocument, changes: readonly Change[]): Cut | null {
  const end = whole.file.text.length;
  const needQuotes = changes.some((change) => change.kind === 'set' && typeof change.value !== 'number');
  const cut = neighbourhood(whole, { start: end, end });
  return (
    cut && {
      ...cut,
      isReadAs: (document) =>
        cut.isReadAs(document) &&
        stepOf(document) === stepOf(whole) &&
        (!needQuotes || usualQuotes(document) === usualQuotes(whole)),
    }
  );
}

/** The line of a comment: what is around it says the same without it, unless blank lines follow, which may then become a part of the text above. */
function lineOfComment({ file: { text } }: SourceDocument, change: Change): Cut | null {
  if (change.kind !== 'text' || text.charAt(change.span.start) !== '#') return null;
  const start = lineStart(text, change.span.start);
  const end = nextLine(text, change.span.end);
  const following = text.slice(end, nextLine(text, end));
  if (following.trim() === '') return null;
  return { start, end, head: ['above:'], isReadAs: () => true };
}

/** What stands at a place in a section of lines, with its neighbours there, below the keys that lead to them. */
function neighbourhood(whole: SourceDocument, place: Span | null): Cut | null {
  const found = place === null ? null : sectionAt(whole, place.start);
  if (place === null || found === null) return null;
  const { section, index, keys } = found;
  const { text } = whole.file;
  const own = section.entries.slice(Math.max(0, index - 1), index + 2);
  const [first] = own;
  const last = own.at(-1);
  if (first === undefined || last === undefined) return null;
  if (![...keys, ...own.map(({ keySpan }) => keySpan)].every((key) => beginsItsLine(text, key))) return null;
  const next = section.entries[index + 2];
  const end =
    next === undefined
      ? nextLine(text, Math.max(withoutEnd(text, last.value.span).end, last.keySpan.end, place.end))
      : lineStart(text, next.keySpan.start);
  return {
    start: lineStart(text, first.keySpan.start),
    end,
    head: keys.map((key) => `${text.slice(lineStart(text, key.start), key.end)}:`),
    isReadAs: (document) => {
      const read = nodeAt(document, pointerOf(keys.map(({ key }) => key)));
      return read?.kind === 'mapping' && namesOf(read.entries) === namesOf(own);
    },
  };
}

/** Where something goes that nothing else depends on: a comment, an anchor, a setting beside others. */
function placeOf(whole: SourceDocument, change: Change): Span | null {
  if (change.kind === 'text') return change.span;
  if (change.kind !== 'remove' || change.item !== undefined || hasEqualKeys(whole)) return null;
  return removalTarget(whole, change.pointer) === change.pointer
    ? locate(whole, change.pointer, 'key')
    : null;
}

/** Where a text is damaged, nothing is changed anywhere in it. */
const isSound = oncePer(
  (document: SourceDocument) =>
    isReadable(document) && !document.faults.some(({ kind }) => kind === 'syntax'),
);

/** Where one of two goes, the other counts, wherever it stands. */
const hasEqualKeys = oncePer(({ faults }: SourceDocument) =>
  faults.some(({ kind }) => kind === 'duplicate-key'),
);

/** A key that leads to a section, and where it stands. */
interface Step extends Span {
  readonly key: string;
}

/** The innermost section of lines around a place, the entry of it that begins before the place, and the keys that lead to it. */
function sectionAt(
  whole: SourceDocument,
  offset: number,
): { readonly section: MappingNode; readonly index: number; readonly keys: readonly Step[] } | null {
  const keys: Step[] = [];
  let node: SourceNode | null = whole.root;
  for (;;) {
    if (node?.kind !== 'mapping' || isFlow(whole, node)) return null;
    const section: MappingNode = node;
    const index = lastBefore(section.entries, offset);
    const entry = section.entries[index];
    if (entry === undefined) return null;
    const { key, keySpan, value } = entry;
    const isInside = value.kind === 'mapping' && (value.entries[0]?.keySpan.start ?? Infinity) <= offset;
    if (!isInside || isFlow(whole, value)) return { section, index, keys };
    keys.push({ key, ...keySpan });
    node = value;
  }
}

/** The index of the last entry whose key begins at the offset or before it, -1 where there is none. */
function lastBefore(entries: readonly MappingEntry[], offset: number): number {
  return firstIndex(entries.length, (index) => (entries[index]?.keySpan.start ?? 0) > offset) - 1;
}

function beginsItsLine(text: string, { start }: Span): boolean {
  return /^ *$/u.test(text.slice(lineStart(text, start), start));
}

function namesOf(entries: readonly MappingEntry[]): string {
  return pointerOf(entries.map(({ key }) => key));
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** The entry of `engines` inside which a change stays; null where it goes by places in the text. */
function entryOf(change: Change): string | null {
  if (goesByPlace(change)) return null;
  const [section, alias, ...path] = keysOf(change.pointer);
  if (section !== 'engines' || alias === undefined || path.length === 0) return null;
  const entry = pointerOf([section, alias]);
  return change.kind !== 'move' || change.to.startsWith(`${entry}/`) ? entry : null;
}

/** The lines of an entry below a section of their own; null where it does not stand on lines of its own. */
function entryAlone(whole: SourceDocument, entry: string): Omit<Part, 'changes'> | null {
  const key = locate(whole, entry, 'key');
  const node = nodeAt(whole, entry);
  if (key === null || node?.kind !== 'mapping') return null;
  const inFlow = isFlow(whole, whole.root);
  const written = inFlow ? inBraces(whole.file.text, key, node.span) : inLines(whole, key, node);
  if (written === null) return null;
  const document = parseYaml({ name: whole.file.name, text: written });
  if (nodeAt(document, entry)?.kind !== 'mapping') return null;
  const linesBefore = lineIndexOf(whole.file).position(key.start).line - 1;
  return { document, above: 1, below: inFlow ? 1 : 0, linesBefore, decides: true };
}

function inLines(document: SourceDocument, key: Span, node: SourceNode): string | null {
  const { text } = document.file;
  const start = lineStart(text, key.start);
  if (isFlow(document, node)) return null;
  const end = nextLine(text, withoutEnd(text, node.span).end);
  return `engines:${lineEndOf(text)}${text.slice(start, end)}`;
}

/** JSON, whose braces stand at the ends of their lines. What follows a comma makes it JSON again, out of sight of any change in the entry. */
function inBraces(text: string, key: Span, value: Span): string | null {
  // Asked first, because JSON on one line has the whole file on the line of each entry.
  if (endOf(/\{[^\S\r\n]*[\r\n]/uy, text, value.start) === null) return null;
  const start = lineStart(text, key.start);
  const first = text.slice(start, nextLine(text, value.start));
  const last = text.slice(lineStart(text, value.end), nextLine(text, value.end));
  const comma = /^\s*\}\s*(,?)\s*$/u.exec(last)?.[1];
  if (comma === undefined || !/^\s*"[^"]*"\s*:\s*\{\s*$/u.test(first)) return null;
  const lines = text.slice(start, nextLine(text, value.end));
  return `{"engines": {${lineEndOf(text)}${lines}${comma === '' ? '' : '"": null'}}}`;
}
