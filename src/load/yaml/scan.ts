import type { Span } from '../types.js';

/** Small steps over structure characters between values: spaces, comments, commas, colons, dashes. */

/** Skips white space and comments. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '#' && isSpace(text.charAt(at - 1))) at = lineEnd(text, at);
    else if (isSpace(character) || character === '\ufeff') at += 1;
    else break;
  }
  return at;
}

/** Offset of the end of the line, before its line break. */
export function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}

/** Offset of the first character of the line. */
export function lineStart(text: string, from: number): number {
  const feed = from === 0 ? -1 : text.lastIndexOf('\n', from - 1);
  // In the line only: a file without this sign would be searched up to its beginning.
  return feed + 1 + text.slice(feed + 1, from).lastIndexOf('\r') + 1;
}

/** Behind the bracket that closes a flow collection, whose last child ends at `from`. */
export function closingBracketAt(text: string, from: number, bracket: string): number {
  let at = from;
  while (at < text.length && text.charAt(at) !== bracket) {
    const next = skipSpace(text, at);
    at = next > at ? next : at + 1;
  }
  return Math.min(at + 1, text.length);
}

/** Behind the colon that follows a key; where there is none (`{a, b}`), `from` itself. */
export function valueColonAfter(text: string, from: number): number {
  const at = skipSpace(text, from);
  return text.charAt(at) === ':' ? at + 1 : from;
}

/**
 * The colon of a key inside { } where it does not stand on the line on which the key starts: YAML 1.2 allows that, Optimize's reader has
 * forgotten the key by then. `? key` may do so.
 */
export function colonOnOtherLine(text: string, { start, end }: Span): number | null {
  const colon = skipSpace(text, end);
  if (text.charAt(colon) !== ':' || !/[\r\n\u0085\u2028\u2029]/u.test(text.slice(start, colon))) return null;
  return /\?\s+$/u.test(text.slice(Math.max(0, start - 80), start)) ? null : colon;
}

/** Behind the next dash of a list; where there is none, `from` itself. */
export function dashAfter(text: string, from: number): number {
  const at = skipSpace(text, from);
  return text.charAt(at) === '-' ? at + 1 : from;
}

/** The `|` or `>` of a block scalar whose content starts at `content`. */
export function blockHeaderAt(text: string, from: number, content: number): number {
  let at = from;
  while (at < content) {
    at = skipSpace(text, at);
    const character = text.charAt(at);
    if (character === '|' || character === '>') return at;
    at += 1;
  }
  return content;
}

/** The end of a range without the white space at its end. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charAt(at - 1))) at -= 1;
  return at;
}

export function isBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}

export function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
