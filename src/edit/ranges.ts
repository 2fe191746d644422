import { lineStart as startOfLine } from '../load/yaml/scan.js';
import type { Span } from '../load/types.js';

/** A piece of text that takes the place of a range. */
export interface Replacement extends Span {
  readonly text: string;
}

/** An entry of a mapping in the text. An item of a list is its own key. */
export interface EntryRange {
  readonly key: Span;
  readonly value: Span;
}

/** The text with the replacements made; everything else stays byte for byte. */
export function applied(text: string, replacements: readonly Replacement[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const each of replacements.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    pieces.push(text.slice(from, Math.max(from, each.start)), each.text);
    from = Math.max(from, each.end);
  }
  return pieces.join('') + text.slice(from);
}

/** The parser may count line ends behind a block scalar as its own. */
export function withoutEnd(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** Whole lines: those of the entry, and the comments below it that are indented as its settings are. */
export function blockEntry(text: string, { key, value }: EntryRange): Span {
  const start = lineStart(text, key.start);
  const last = withoutEnd(text, { start: key.start, end: Math.max(key.end, value.end) }).end;
  let end = nextLine(text, last);
  for (let at = end; at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '') continue;
    if (!line.trimStart().startsWith('#') || indent <= key.start - start) break;
    end = at + line.length;
  }
  return { start, end };
}

/** The entry with its comma; the whole line where nothing else stands on it. */
export function flowEntry(text: string, { key, value }: EntryRange): Span {
  const end = Math.max(key.end, value.end);
  const comma = /^[ \t\r\n]*,[ \t]*/u.exec(text.slice(end));
  if (comma === null) {
    const before = /,?(?<![ \t\r\n])[ \t\r\n]*$/u.exec(text.slice(0, key.start));
    return { start: before?.index ?? key.start, end };
  }
  const behind = end + comma[0].length;
  const start = lineStart(text, key.start);
  const alone = text.slice(start, key.start).trim() === '' && /^(?:\r|\n|$)/u.test(text.slice(behind));
  return alone ? { start, end: nextLine(text, behind) } : { start: key.start, end: behind };
}

/** A comment or an anchor with the blanks that kept it apart; the whole line where nothing else stands on it. */
export function looseText(text: string, { start, end }: Span): Span {
  const line = lineStart(text, start);
  const before = /(?<![ \t])[ \t]*$/u.exec(text.slice(line, start))?.[0].length ?? 0;
  const behind = /^[ \t]*/u.exec(text.slice(end))?.[0].length ?? 0;
  const last = /^(?:\r|\n|$)/u.test(text.slice(end + behind));
  if (!last) return { start, end: end + behind };
  return start - before === line ? { start: line, end: nextLine(text, end) } : { start: start - before, end };
}

/** Offset of the first character of the line. */
export function lineStart(text: string, offset: number): number {
  const start = startOfLine(text, offset);
  // A byte order mark belongs to the file, not to its first line.
  return start === 0 && text.startsWith('\u{feff}') ? 1 : start;
}

/** Behind the end of the line that holds `offset`. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  const end = feed < 0 ? text.length : feed + 1;
  const first = text.slice(offset, end).indexOf('\r');
  if (first < 0) return end;
  return offset + first + (text.startsWith('\r\n', offset + first) ? 2 : 1);
}

/** The line end of a file. */
export function lineEndOf(text: string): string {
  return /\r\n|\r|\n/u.exec(text)?.[0] ?? '\n';
}
