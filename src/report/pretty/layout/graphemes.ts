import { eastAsianWidth } from 'get-east-asian-width';
import { escapeText } from '../../../core/text/text.js';

/** One character as a reader sees it, with its place in the text and the columns it takes on a screen. */
export interface Cell {
  /** Safe to print: tabs shown, control characters escaped. */
  readonly text: string;
  /** UTF-16 offsets in the text that it was cut from, the end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly width: number;
}

/** The sound marks of half-width katakana: one cluster with the letter before them, but a column of their own. */
const OWN_COLUMN = /[\uff9e\uff9f]/g;

/** A tab is a fault in YAML often enough to be shown; always the same width, so that underlines can be computed. */
const TAB = '→   ';

let segmenter: Intl.Segmenter | undefined;

/** The characters of a text from outside, made safe to print, whatever they are; none before it is asked for. */
export function* graphemeCells(text: string): Iterable<Cell> {
  for (const { segment, index } of graphemesOf(text)) {
    const safe = segment === '\t' ? TAB : escapeText(segment);
    const width = safe === segment ? graphemeWidth(segment) : safe.length;
    yield { text: safe, start: index, end: index + segment.length, width };
  }
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
