import { firstIndex } from '../../../core/many.js';
import { isBreak, isSpace, lineEnd, trimmedEnd } from '../scan.js';
import type { Span } from '../../types.js';

/**
 * One block-level line of a file, with what belongs to it. Used only once a file does not parse: it says which text a repair may
 * leave out and what an error is really about, and it must therefore accept any text.
 */
export interface OutlineItem {
  /** Start of its line. */
  readonly start: number;
  /** End of its own text: of the last line of a quoted, flow or block value that spans lines. */
  readonly end: number;
  /** Column (0-based) and offset of its first character that is not white space. */
  readonly indent: number;
  readonly content: number;
  readonly dash: boolean;
  /** Null where the line has no `key:`. */
  readonly key: Span | null;
  /** Start of the value, or of the text of a line without key. */
  readonly value: number;
  readonly kind: 'plain' | 'quoted' | 'flow' | 'block' | 'empty';
  /** End of a quoted or flow value; the end of the line for others. */
  readonly valueEnd: number;
  /** True for a quoted or flow value over several lines, or with a comment right behind it. */
  readonly odd: boolean;
  /** False for a quote or bracket that nothing closes. */
  readonly closed: boolean;
}

export function outlineOf(text: string): readonly OutlineItem[] {
  const items: OutlineItem[] = [];
  const source: Source = { text, lookAhead: 4 * text.length + 10_000 };
  let at = 0;
  while (at < text.length) {
    const item = itemAt(source, at);
    if (item !== null) items.push(item);
    at = nextLine(text, item?.end ?? lineEnd(text, at));
  }
  return items;
}

/** Looking for closing quotes and brackets that are not there must not cost the square of the file. */
interface Source {
  readonly text: string;
  lookAhead: number;
}

/** The item that an offset belongs to, else the last one before it. */
export function itemBefore(outline: readonly OutlineItem[], offset: number): number {
  const behind = firstIndex(outline.length, (index) => (outline[index]?.start ?? 0) > offset);
  return Math.max(0, behind - 1);
}

function nextLine(text: string, end: number): number {
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

function itemAt(source: Source, start: number): OutlineItem | null {
  const { text } = source;
  const stop = lineEnd(text, start);
  let content = start;
  while (content < stop && isSpace(text.charAt(content))) content += 1;
  if (content === stop || text.charAt(content) === '#') return null;
  const line = {
    start,
    indent: content - start,
    content,
    dash: /^-(?=\s|$)/u.test(text.slice(content, stop)),
  };
  const first = skipDashes(text, content, stop);
  const key = keyAt(text, first, stop);
  const value = skipProperties(text, key === null ? first : skipBlanks(text, key.end + 1, stop), stop);
  return { ...line, key: key?.span ?? null, value, ...extentOf(source, value, stop, line.indent) };
}

function skipBlanks(text: string, from: number, stop: number): number {
  let at = from;
  while (at < stop && isSpace(text.charAt(at))) at += 1;
  return at;
}

function isDash(text: string, at: number, stop: number): boolean {
  return text.charAt(at) === '-' && (at + 1 >= stop || isSpace(text.charAt(at + 1)));
}

function skipDashes(text: string, from: number, stop: number): number {
  let at = from;
  while (isDash(text, at, stop)) at = skipBlanks(text, at + 1, stop);
  return at;
}

/** `end` is the offset of the colon. */
function keyAt(
  text: string,
  from: number,
  stop: number,
): { readonly span: Span; readonly end: number } | null {
  const quote = text.charAt(from);
  if (quote === '[' || quote === '{') return null;
  const quoted = quote === '"' || quote === "'" ? quoteEnd(text, from, stop) : null;
  let at = quoted ?? from;
  for (; at < stop; at += 1) {
    const character = text.charAt(at);
    if (character === '#' && isSpace(text.charAt(at - 1))) return null;
    if (character === ':' && (at + 1 >= stop || isSpace(text.charAt(at + 1)))) break;
    if (quoted !== null && !isSpace(character)) return null;
  }
  if (at >= stop) return null;
  return { span: { start: from, end: quoted ?? trimmedEnd(text, from, at) }, end: at };
}

/** Tags and anchors in front of a value. */
function skipProperties(text: string, from: number, stop: number): number {
  if (text.charAt(from) !== '!' && text.charAt(from) !== '&') return from;
  const properties = /^(?:[!&][^\s[\]{},]*\s+)+/u.exec(text.slice(from, Math.min(stop, from + 200)));
  return from + (properties?.[0].length ?? 0);
}

type Extent = Pick<OutlineItem, 'end' | 'kind' | 'valueEnd' | 'closed' | 'odd'>;

function extentOf(source: Source, value: number, stop: number, indent: number): Extent {
  const first = source.text.charAt(value);
  if (value >= stop || first === '#')
    return { kind: 'empty', end: stop, valueEnd: value, closed: true, odd: false };
  if (first === '"' || first === "'") return quotedExtent(source, value, stop);
  if (first === '[' || first === '{') return flowExtent(source, value, stop);
  if (first === '|' || first === '>') return blockExtent(source.text, stop, indent);
  return { kind: 'plain', end: stop, valueEnd: stop, closed: true, odd: false };
}

/** A quoted value over several lines counts as closed only if nothing but a comment follows: else its quote was forgotten. */
function quotedExtent(source: Source, value: number, stop: number): Extent {
  const { text } = source;
  const sameLine = quoteEnd(text, value, stop);
  if (sameLine !== null)
    return {
      kind: 'quoted',
      end: stop,
      valueEnd: sameLine,
      closed: true,
      odd: text.charAt(sameLine) === '#',
    };
  const end = quoteEnd(text, value, Math.min(text.length, value + source.lookAhead));
  source.lookAhead -= (end ?? text.length) - value;
  const forgotten = { kind: 'quoted', end: stop, valueEnd: stop, closed: false, odd: false } as const;
  if (end === null) return forgotten;
  const last = lineEnd(text, end);
  const within = text.slice(stop, end);
  if (!/^\s*(?:#.*)?$/u.test(text.slice(end, last)) || /[\r\n][ \t]*[\w.-]+:[ \t\r\n]/u.test(within))
    return forgotten;
  return { kind: 'quoted', end: last, valueEnd: end, closed: true, odd: true };
}

/** Behind the closing quote, or null. `''` and `\"` do not close. */
function quoteEnd(text: string, from: number, stop: number): number | null {
  const quote = text.charAt(from);
  for (let at = from + 1; at < stop; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && quote === '"') at += 1;
    else if (character === quote && quote === "'" && text.charAt(at + 1) === "'") at += 1;
    else if (character === quote) return at + 1;
  }
  return null;
}

function flowExtent(source: Source, value: number, stop: number): Extent {
  const { text } = source;
  let depth = 0;
  for (let at = value; at < text.length && source.lookAhead > 0; at += 1) {
    source.lookAhead -= 1;
    const character = text.charAt(at);
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    else if (character === '#' && /[\s,[{]/u.test(text.charAt(at - 1))) at = lineEnd(text, at);
    else if ((character === '"' || character === "'") && startsToken(text, at)) {
      at = (quoteEnd(text, at, text.length) ?? at + 1) - 1;
    } else if (isBreak(character) && opensBlock(text, at + 1)) break;
    if (depth === 0) return closedFlow(text, at + 1, stop);
  }
  return { kind: 'flow', end: stop, valueEnd: stop, closed: false, odd: false };
}

function closedFlow(text: string, valueEnd: number, stop: number): Extent {
  const odd = valueEnd > stop || text.charAt(valueEnd) === '#';
  return { kind: 'flow', end: lineEnd(text, valueEnd), valueEnd, closed: true, odd };
}

/** In flow style a quote opens a quoted text only where a value or key may start. */
function startsToken(text: string, at: number): boolean {
  return /[\s,:[\]{}]/u.test(text.charAt(at - 1));
}

/** A line `key:` with nothing or a value but no comma behind: the flow collection before it was never closed. */
function opensBlock(text: string, at: number): boolean {
  const line = text.slice(at, lineEnd(text, at));
  if (!/^[ \t]*[\w.-]+:(?:\s+[^,\]}]*)?$/u.test(line)) return false;
  return !',{[:'.includes(text.charAt(trimmedEnd(text, 0, at) - 1));
}

/** A block scalar holds every following line that is blank or deeper than its key. */
function blockExtent(text: string, stop: number, indent: number): Extent {
  let end = stop;
  for (let at = nextLine(text, stop); at < text.length;) {
    const last = lineEnd(text, at);
    const line = text.slice(at, last);
    const blank = line.trim() === '';
    if (!blank && line.length - line.trimStart().length <= indent) break;
    if (!blank) end = last;
    at = nextLine(text, last);
  }
  return { kind: 'block', end, valueEnd: end, closed: true, odd: false };
}
