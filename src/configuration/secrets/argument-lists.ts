import { append } from '../../core/many.js';
import type { Span } from '../../load/types.js';

/** A list or the words behind a key, as far as a text without a tree tells. */
interface Listed {
  readonly key: string;
  readonly column: number;
  readonly isComment: boolean;
  /** Whether a dash before its key begins an item, to which no list above belongs. */
  readonly isFirst: boolean;
  readonly words: Span[];
}

/** The second goes on with the command that the first begins, in whichever order they are: Kubernetes, compose. */
const GOES_ON: ReadonlyMap<string, string> = new Map([
  ['command', 'args'],
  ['entrypoint', 'command'],
]);
const IS_PART = /^(?:command|args|entrypoint)$/;

/**
 * The words of every list of a text, item by item, be it in brackets or on lines, in a comment or not; and of `command` and `args` of one
 * container together.
 */
export function* argumentLists(text: string): Iterable<readonly Span[]> {
  let last: Listed | null = null;
  for (const list of new ListScan(text).lists()) {
    if (list.words.length > 0) yield list.words;
    if (last !== null && (list.column < last.column || (list.isFirst && list.column === last.column)))
      last = null;
    if (!IS_PART.test(list.key)) continue;
    if (last !== null && last.column === list.column) {
      if (GOES_ON.get(last.key) === list.key) yield [...last.words, ...list.words];
      else if (GOES_ON.get(list.key) === last.key) yield [...list.words, ...last.words];
    }
    last = list;
  }
}

const LINE = /[^\r\n]*/y;
const LEAD = /^(?:[\s#*]|\/\/)*(?:-(?:[ \t]+|$))*/;
const KEY = /^(["']?)([\w.-]{1,60})\1[ \t]*:(?:[ \t]+|$)/;
const PARTS_IN_LINE = /(["']?)\b(command|args|entrypoint)\1[ \t]*:[ \t]*\[/g;

class ListScan {
  readonly #text: string;
  #open: Listed | null = null;
  /** Column of the dash of the last item. */
  #dash = 0;

  constructor(text: string) {
    this.#text = text;
  }

  *lists(): Iterable<Listed> {
    for (let at = 0; at <= this.#text.length;) {
      const end = matchedEnd(LINE, this.#text, at);
      at = Math.max(end, yield* this.#line({ start: at, end })) + 1;
    }
    if (this.#open !== null) yield this.#open;
  }

  /** Answers up to where the text was looked at. */
  *#line({ start, end }: Span): Generator<Listed, number> {
    const line = this.#text.slice(start, end);
    const lead = LEAD.exec(line)?.[0] ?? '';
    const [column, isComment] = [lead.length, /[#*/]/.test(lead)];
    const rest = { start: start + column, end };
    const isItem = /-[ \t]*$/.test(lead);
    const [before = '', , key = ''] = KEY.exec(line.slice(column)) ?? [];
    if (before === '') {
      if (isItem) this.#item(rest, lead.indexOf('-'), isComment);
      else if (column < line.length && !this.#below(rest, column, isComment)) {
        if (this.#open !== null) yield this.#open;
        this.#open = null;
      }
      return yield* this.#inLine(rest, column, isComment);
    }
    if (this.#open !== null) yield this.#open;
    this.#open = { key, column, isComment, isFirst: isItem, words: [] };
    this.#dash = column;
    const value = { start: rest.start + before.length, end };
    if (this.#text.charAt(value.start) === '[')
      return this.#inBrackets(value.start + 1, this.#open.words, isComment);
    if (IS_PART.test(key)) append(this.#open.words, wordsOf(this.#text, value));
    return yield* this.#inLine(value, column, isComment);
  }

  #item({ start, end }: Span, dash: number, isComment: boolean): void {
    this.#open ??= { key: '', column: dash, isComment, isFirst: false, words: [] };
    this.#dash = dash;
    const item = this.#text.slice(start, end).replace(DECORATION, '');
    const from = end - item.length;
    const written = item.replace(/(?<=\s)#.*$/u, '').trimEnd();
    this.#open.words.push(withoutQuotes(written, from));
  }

  /** Whether a line may belong to the list: lines below an item go on with it. */
  #below({ start, end }: Span, column: number, isComment: boolean): boolean {
    if (this.#open === null) return false;
    if (isComment !== this.#open.isComment) return isComment;
    if (column <= this.#dash) return false;
    const last = this.#open.words.pop();
    if (last === undefined) return false;
    const isHeader = BLOCK.test(this.#text.slice(last.start, last.end));
    this.#open.words.push({ start: isHeader ? start : last.start, end });
    return true;
  }

  /** `{"args": ["-a", "x"], "command": ["redis-cli"]}`. */
  *#inLine({ start, end }: Span, column: number, isComment: boolean): Generator<Listed, number> {
    let done = end;
    for (const { 0: begin, 2: key = '', index } of this.#text.slice(start, end).matchAll(PARTS_IN_LINE)) {
      const words: Span[] = [];
      done = Math.max(done, this.#inBrackets(start + index + begin.length, words, isComment));
      yield { key, column, isComment, isFirst: false, words };
    }
    return done;
  }

  /** What is between brackets, which may be lines apart. Answers where it ends. */
  #inBrackets(from: number, words: Span[], isComment: boolean): number {
    const blanks = isComment ? BLANKS_OF_COMMENT : BLANKS;
    let at = matchedEnd(blanks, this.#text, from);
    for (let end = matchedEnd(WORD, this.#text, at); end > at; end = matchedEnd(WORD, this.#text, at)) {
      words.push(withoutQuotes(this.#text.slice(at, end), at));
      at = matchedEnd(blanks, this.#text, end);
    }
    return at;
  }
}

/** Tags and anchors. */
const DECORATION = /^(?:[&!]\S{0,500}(?:[ \t]+|$))+/u;
/** The item begins on the next line. */
const BLOCK = /^(?:[|>][-+\d]*)?$/;
const BLANKS = /(?:[\s,]|#[^\r\n]*)*/y;
const BLANKS_OF_COMMENT = /[\s,#]*/y;
const WORD = /"(?:[^"\\\r\n]|\\.){0,2000}"|'(?:[^'\r\n]|''){0,2000}'|[^\s,[\]{}"'#][^,[\]{}\r\n]{0,2000}/y;

function wordsOf(text: string, { start, end }: Span): readonly Span[] {
  const words = text.slice(start, end).matchAll(/"[^"]{0,2000}"|'[^']{0,2000}'|[^\s"']+/gu);
  return Array.from(words, ({ 0: word, index }) => withoutQuotes(word, start + index));
}

function withoutQuotes(word: string, start: number): Span {
  const inner = /^(["'])(.+)\1$/su.exec(word)?.[2] ?? word;
  const from = start + word.indexOf(inner);
  return { start: from, end: from + inner.trimEnd().length };
}

function matchedEnd(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
