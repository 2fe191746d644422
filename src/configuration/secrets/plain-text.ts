import { printable, withUsualBreaks } from '../../load/text/characters.js';

/**
 * A text of the same length as whoever is least particular reads it: every kind of line break is one, and whatever looks like a blank, or
 * like nothing, is a blank. What no text may hold is a letter, as of a password.
 */
export function plainly(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return printable(withUsualBreaks(text), 'x').replaceAll(BLANKS, ' ');
}

/** What ends no line, and is no character of a word: Unicode's space separators, marks of direction, and those without a width. */
const BLANKS = /[\u00a0\u00ad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff]/gu;

const UNUSUAL = /[^\t\n\r -~]/;
