import { eastAsianWidth } from 'get-east-asian-width';
import { escapeText } from '../../../core/text/text.js';
import { wrap } from '../../../core/text/wrap.js';

/** One character as a reader sees it, with its place in the text and the columns it takes on a screen. */
export interface Cell {
  /** Safe to print: tabs shown, control characters escaped. */
  readonly text: string;
  /** UTF-16 offsets in the text that it was cut from, the end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly width: number;
}

/** One UTF-16 unit, one column: Latin letters and the report's own signs. Spares most runs the slow way below. */
const PLAIN =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u2013\u2026\u2192\u2502\u256d\u251c\u2570\u2500\u2713\u2717]*$/;

/** The sound marks of half-width katakana: one cluster with the letter before them, but a column of their own. */
const OWN_COLUMN = /[\uff9e\uff9f]/g;

/** A tab is a fault in YAML often enough to be shown; always the same width, so that underlines can be computed. */
const TAB = '→   ';

let segmenter: Intl.Segmenter | undefined;

/** The characters of a text from outside, made safe to print. */
export function cellsOf(text: string): readonly Cell[] {
  if (PLAIN.test(text)) {
    return Array.from(text, (character, start) => ({ text: character, start, end: start + 1, width: 1 }));
  }
  return [...graphemesOf(text)].map(({ segment, index }) => {
    const safe = segment === '\t' ? TAB : escapeText(segment);
    const width = safe === segment ? graphemeWidth(segment) : safe.length;
    return { text: safe, start: index, end: index + segment.length, width };
  });
}

/** So much of a text is taken apart at a time: for all of it at once the segmenter takes the square of its length. */
const PIECE = 512;

/** Whatever reaches to the end of a piece may go on behind it, and is looked at again with what follows. */
function* graphemesOf(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let from = 0;
  while (from < text.length) {
    const end = from + PIECE + (isCut(text, from + PIECE) ? 1 : 0);
    const segments = [...segmenter.segment(text.slice(from, end))];
    const isLast = end >= text.length;
    const whole = isLast || segments.length === 1 ? segments : segments.slice(0, -1);
    for (const { segment, index } of whole) yield { segment, index: from + index };
    from += whole.reduce((sum, { segment }) => sum + segment.length, 0);
  }
}

/** Whether a place in a text is between the two halves of one character. */
function isCut(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

/** Columns of a text that is already safe to print. */
export function widthOf(text: string): number {
  return PLAIN.test(text) ? text.length : total(cellsOf(text));
}

export function total(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

export function textOf(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.text).join('');
}

/** Makes a text from outside safe and no wider than `limit`; a cut is shown. */
export function fitted(text: string, limit: number): string {
  const cells = cellsOf(text);
  return total(cells) <= limit ? textOf(cells) : `${textOf(leading(cells, limit - 1))}…`;
}

/** As many of the first cells as `room` columns hold. */
export function leading(cells: readonly Cell[], room: number): readonly Cell[] {
  let left = room;
  const end = cells.findIndex((cell) => (left -= cell.width) < 0);
  return end === -1 ? cells : cells.slice(0, end);
}

export function padded(text: string, width: number, side: 'left' | 'right'): string {
  const fill = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'left' ? text + fill : fill + text;
}

/** Breaks a safe text at blanks, by the columns that it takes. */
export function wrapped(text: string, width: number): readonly string[] {
  return wrap(text, width, widthOf);
}

/** Wraps a safe text; all lines but the first stand two columns in, so that the next text is seen to be another. */
export function hanging(text: string, width: number): readonly string[] {
  const [first = '', ...rest] = wrapped(text, width);
  return rest.length === 0
    ? [first]
    : [first, ...wrapped(rest.join(' '), width - 2).map((line) => `  ${line}`)];
}

function graphemeWidth(grapheme: string): number {
  // Patterns with categories of characters stand where they are used: Node takes its time for each that is made.
  // Characters without a column of their own: marks that found nothing to sit on, joiners, a byte order mark.
  if (/^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(grapheme)) return 0;
  // Pictures take two columns, also where a character that is a sign otherwise is asked to look like one.
  if (/\p{Emoji_Presentation}|\ufe0f/u.test(grapheme)) return 2;
  const [first = ''] = grapheme;
  const marks = grapheme.slice(first.length).match(OWN_COLUMN)?.length ?? 0;
  return eastAsianWidth(first.codePointAt(0) ?? 0) + marks;
}
