import { escapeLines, escapeText, shortened } from '../../core/text/text.js';

/** What a reader of a machine's list takes in; a name may have a megabyte. */
const LONGEST_LINE = 2_000;
const LONGEST_TEXT = 20_000;

/** A text from outside on one line, safe to show. */
export function safeLine(text: string, limit = LONGEST_LINE): string {
  return escapeText(shortened(text, limit));
}

/** The same of several lines. */
export function safeLines(text: string): string {
  return escapeLines(shortened(text, LONGEST_TEXT).replaceAll('\r\n', '\n'));
}
