import type { Span } from '../../load/types.js';
import { isHarmlessKey, isSecretKey } from './secret-keys.js';
import { exceptPlaceholder } from './secret-texts.js';

/** What the tree says about the value behind a separator: that there is one, that there is none, or nothing. */
export type Known = 'value' | 'nothing' | undefined;

/** What is known about a text beside its characters. */
export interface Knowledge {
  /** By the offset of the colon. */
  readonly at: (separator: number) => Known;
  /** Whether a syntax error hides the line at an offset. */
  readonly isDamaged: (offset: number) => boolean;
  /** Whether a line that has no separator is a name: an item of a list, a value by itself. */
  readonly isName: (offset: number) => boolean;
}

/** Of a text of several lines nothing is known, one of a single line may be any name, e.g. that of a tenant. */
export function nothingKnownOf(text: string): Knowledge {
  const isName = !/[\r\n]/u.test(text);
  return { at: () => undefined, isDamaged: () => false, isName: () => isName };
}

/**
 * Secrets behind keys that no tree has: in comments, in what a syntax error hides, in a configuration that is embedded in a text. Takes any
 * text; where it cannot be told where a secret ends, the rest of the line counts.
 */
export function secretsInLines(text: string, knowledge: Knowledge = nothingKnownOf(text)): Span[] {
  const scan = new LineScan(text, knowledge);
  for (const line of linesOf(text)) scan.line(line.start, line.end);
  return scan.spans;
}

function* linesOf(text: string): Iterable<Span> {
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/gu)) {
    yield { start, end: match.index };
    start = match.index + match[0].length;
  }
  yield { start, end: text.length };
}

/** Where the content of a line begins, behind indentation, `#` and dashes. */
interface Shape {
  readonly comment: boolean;
  readonly dash: boolean;
  /** Offset of the first character that is none of these. */
  readonly content: number;
  /** Its column. */
  readonly column: number;
  /** Column of the first dash, or of the content. */
  readonly outer: number;
}

/** A secret that goes on below its line. */
interface Open {
  readonly kind: 'block' | 'plain' | 'empty' | 'list' | '"' | "'";
  readonly column: number;
  readonly comment: boolean;
}

/** Where a value ends that stands behind a separator on its line. */
interface Value {
  readonly spans: readonly Span[];
  readonly end: number;
  readonly opens: Open['kind'] | null;
}

/** `{name: DB_PASSWORD, value: …}`, in either order, on one line or on neighbouring ones. */
interface Half {
  readonly line: number;
  readonly spans: readonly Span[];
}

const NAMES = /(?:^|[\s{,("'-])(?:name|key|variable|header|property|parameter|env)["']?\s*$/iu;
const VALUES = /(?:^|[\s{,("'-])(?:value|val|default|content|text|data)["']?\s*$/iu;

class LineScan {
  readonly spans: Span[] = [];
  readonly #text: string;
  readonly #known: Knowledge;
  #open: Open | null = null;
  /** Below `secrets:` and the like every value is one. */
  #container: Pick<Open, 'column' | 'comment'> | null = null;
  #number = 0;
  /** The line of `? password`, whose value follows behind a colon of its own. */
  #explicitKey = Number.NEGATIVE_INFINITY;
  #secretName: Half | null = null;
  #lastValue: Half | null = null;

  constructor(text: string, known: Knowledge) {
    this.#text = text;
    this.#known = known;
  }

  line(start: number, end: number): void {
    this.#number += 1;
    const shape = shapeOf(this.#text.slice(start, end), start);
    if (this.#open !== null && this.#goesOn(this.#open, shape, end)) return;
    if (shape.content >= end) return;
    if (this.#container !== null && !isBelow(shape, this.#container)) this.#container = null;
    this.#scan(shape, end);
  }

  /** Whether the line belongs to the secret above it, which is masked then. */
  #goesOn(open: Open, shape: Shape, end: number): boolean {
    const { content, comment } = shape;
    if (content >= end) return true;
    if (comment !== open.comment) {
      if (!comment) this.#open = null;
      return false;
    }
    const rest = this.#text.slice(content, end);
    if (!belongs(open, shape, rest)) {
      this.#container ??= open.kind === 'empty' || open.kind === 'list' ? open : null;
      this.#open = null;
      return false;
    }
    this.spans.push({ start: content, end });
    this.#open = next(open, shape, rest);
    return true;
  }

  #scan(shape: Shape, end: number): void {
    const { content } = shape;
    const line = this.#text.slice(content, end);
    const before = this.spans.length;
    const separator = /=>|[:=：＝]|<[^\s<>/][^<>]{0,60}>/gu;
    let from = 0;
    for (let match = separator.exec(line); match !== null; match = separator.exec(line)) {
      const label = match[0].startsWith('<') ? match[0].slice(1, -1) : line.slice(from, match.index);
      const behind = content + match.index + match[0].length;
      from = this.#behind(label, content + match.index, behind, shape, end) - content;
      separator.lastIndex = from;
    }
    if (this.spans.length === before && this.#open === null) this.#withoutSeparator(shape, end);
  }

  /** What follows a separator. Answers where the next label may begin. */
  #behind(label: string, at: number, from: number, shape: Shape, end: number): number {
    const known = this.#known.at(at);
    if (known === 'value') return from;
    const isSecret = this.#isSecret(label, shape.content);
    if (known === 'nothing') {
      if (isSecret) this.#begin('empty', shape);
      return from;
    }
    if (!isSecret) {
      this.#pair(label, from, end);
      return from;
    }
    const value = valueAt(this.#text, from, end);
    this.spans.push(...value.spans);
    if (this.#known.isDamaged(at)) this.#inLabel(label, at);
    if (value.opens !== null) this.#begin(value.opens, shape);
    return value.end;
  }

  #isSecret(label: string, content: number): boolean {
    if (isSecretLabel(label)) return true;
    if (label.trim() === '') return this.#number - this.#explicitKey <= 1;
    const isFirst = this.#container !== null && this.#text.startsWith(label, content);
    return isFirst && !isHarmlessKey(label);
  }

  /** `password hunter2: x`, where no tree says that all of it is a key. */
  #inLabel(label: string, end: number): void {
    const rest = behindSecretWords(label.trimStart());
    if (rest !== null && rest.trim() !== '') this.spans.push({ start: end - rest.length, end });
  }

  #begin(kind: Open['kind'], { column, comment }: Shape): void {
    this.#open = { kind, column, comment };
  }

  #pair(label: string, from: number, end: number): void {
    const isName = NAMES.test(label);
    if (!isName && !VALUES.test(label)) return;
    const { spans, end: stop } = valueAt(this.#text, from, end);
    const half: Half = { line: this.#number, spans };
    const near = (other: Half | null): boolean => other !== null && this.#number - other.line <= 2;
    if (isName) {
      const name = this.#text.slice(
        from,
        spans.length === 1 ? (firstPart(this.#text, from, end) ?? stop) : stop,
      );
      this.#secretName = isSecretKey(name.replaceAll(/[\s"',}]/gu, ' ').trim()) ? half : null;
      if (this.#secretName !== null && near(this.#lastValue))
        this.spans.push(...(this.#lastValue?.spans ?? []));
      this.#lastValue = null;
      return;
    }
    if (near(this.#secretName)) this.spans.push(...spans);
    this.#lastValue = near(this.#secretName) ? null : half;
    this.#secretName = null;
  }

  /** `password hunter2`: a line of which the colon is missing. A sentence about a password has more words, unless nothing else can be told. */
  #withoutSeparator({ content }: Shape, end: number): void {
    const text = this.#text.slice(content, end);
    if (/^\?\s/u.test(text) && isSecretLabel(text)) this.#explicitKey = this.#number;
    const rest = this.#known.isName(content) ? null : behindSecretWords(text);
    if (rest !== null && (!/\s/u.test(rest.trim()) || this.#known.isDamaged(content)))
      this.spans.push({ start: end - rest.length, end });
    if (!text.includes('-')) return;
    for (const match of text.matchAll(/(?:^|\s)--?([A-Za-z\u0080-\uffff][^\s=]{1,60})\s+(\S+)/gu)) {
      const stop = content + match.index + match[0].length;
      if (isSecretKey(match[1] ?? '')) this.spans.push({ start: stop - (match[2]?.length ?? 0), end: stop });
    }
  }
}

/** What follows the first words of a line where they mean a secret: `mot de passe hunter2`. */
export function behindSecretWords(text: string): string | null {
  const word = /[^\s\u{200b}:=]+[\s\u{200b}]+/uy;
  for (let count = 0; count < 4 && word.test(text); count += 1)
    if (isSecretKey(text.slice(0, word.lastIndex)))
      return text.slice(word.lastIndex).replace(/^(?:\([^)]*\)[\s\u{200b}]*)+/u, '');
  return null;
}

/** Where a value inside { } ends. */
function firstPart(text: string, from: number, end: number): number | null {
  const at = text.slice(from, end).search(/[,}]/u);
  return at < 0 ? null : from + at;
}

function shapeOf(line: string, start: number): Shape {
  const lead = LEAD.exec(line)?.[0] ?? '';
  const comment = /#|\/\/|\*/u.test(lead);
  const inner = INNER_COMMENT.exec(line.slice(lead.length))?.[0].length ?? 0;
  const marker = lead.indexOf('-');
  const dash = marker >= 0 || /^-[\s\u{200b}]*$/u.test(line.slice(lead.length));
  return {
    comment,
    dash,
    content: start + lead.length + inner,
    column: lead.length,
    outer: marker < 0 ? lead.length : marker,
  };
}

/** What is said before a setting on its own line. */
const INNER_COMMENT = /^(?:\/\*[^*]{0,500}\*\/[\s\u{200b}]*)+/u;

/** Indentation, the sign of a comment, dashes. */
const LEAD =
  /^[\s\u{feff}\u{200b}]*(?:(?:#+|\/\/+|\/\*+(?![^*]*\*\/)|\*+(?!\w))[\s\u{200b}]*)?(?:-[\s\u{200b}]+)*/u;

function isBelow({ column, comment }: Shape, container: Pick<Open, 'column' | 'comment'>): boolean {
  return comment !== container.comment || column > container.column;
}

const KEY_LINE = /^(?:"[^"]*"|'[^']*'|[\w.$/{}-][\w.$/{} ()-]{0,80}?)\s*:(?:\s|$)/u;

function belongs({ kind, column }: Open, { column: own, dash, outer }: Shape, rest: string): boolean {
  if (kind === 'block') return outer >= column + 1;
  if (kind === '"' || kind === "'") return outer > column || !KEY_LINE.test(rest);
  if (/^(?:---|\.\.\.|[}\]])/u.test(rest)) return false;
  if (KEY_LINE.test(rest)) return false;
  if (dash) return outer >= column && (kind === 'empty' || kind === 'list');
  return own > column || kind === 'empty';
}

function next(open: Open, { dash, column }: Shape, rest: string): Open | null {
  if (open.kind === '"' || open.kind === "'") return rest.includes(open.kind) ? null : open;
  if (open.kind !== 'empty') return open;
  if (dash) return { ...open, kind: 'list' };
  const quote = rest.charAt(0);
  if ((quote === '"' || quote === "'") && rest.indexOf(quote, 1) < 0) return { ...open, kind: quote };
  return column > open.column ? { ...open, kind: 'plain' } : null;
}

/** The name in front of a separator: behind the last comma or bracket, and not a whole sentence. */
function isSecretLabel(text: string): boolean {
  // The default of a placeholder is judged with its name, elsewhere.
  if (/\$\{[A-Za-z_]\w*$/u.test(text)) return false;
  const label = text.length > LONGEST_LABEL ? text.slice(-LONGEST_LABEL) : text;
  const part = label.slice(label.search(/[^,{[&?;|]*$/u));
  const whole = part.includes(')') && !part.includes('(') ? label : part;
  const words = whole.trim().split(/\s+/u);
  return isSecretKey(words.length > MOST_WORDS ? words.slice(-MOST_WORDS).join(' ') : whole);
}

const LONGEST_LABEL = 200;
const MOST_WORDS = 6;

/** Nothing but the end of the value follows. */
const TAIL = /^\s*(?:$|[,}\]]|\s#|\/\/|\/\*|<\/)/u;

function valueAt(text: string, from: number, end: number): Value {
  const start = from + (/^[\s\u{200b}\u{feff}]*/u.exec(text.slice(from, end))?.[0].length ?? 0);
  const value = text.slice(start, end);
  if (start >= end || /^[[{]\s*$/u.test(value))
    return { spans: [], end, opens: value.startsWith('{') ? null : 'empty' };
  if (/^(?:"""|''')?$/u.test(value)) return { spans: [], end, opens: 'block' };
  if (/^[|>][-+0-9]*\s*(?:#.*)?$/u.test(value)) return { spans: [], end, opens: 'block' };
  const quoted = /^["']/u.test(value) ? quotedValue(text, start, end) : null;
  if (quoted !== null) return quoted;
  const stated = /^(?:\$\{[A-Za-z_]\w*(?::[^}]{0,2000})?\}|null|Null|NULL|~)/u.exec(value)?.[0] ?? null;
  if (stated !== null && TAIL.test(value.slice(stated.length))) {
    const stop = start + stated.length;
    return {
      spans: stated.startsWith('$') ? exceptPlaceholder(text, start, stop) : [],
      end: stop,
      opens: null,
    };
  }
  return { spans: [{ start, end }], end, opens: 'plain' };
}

/** Inside the quotes where nothing but the end of the value follows; without a closing quote it goes on below. */
function quotedValue(text: string, start: number, end: number): Value {
  const quote = text.charAt(start);
  const close = closingQuote(text, start, end);
  if (close === null) return { spans: [{ start, end }], end, opens: quote === '"' ? '"' : "'" };
  if (!TAIL.test(text.slice(close + 1, end))) return { spans: [{ start, end }], end, opens: 'plain' };
  return { spans: exceptPlaceholder(text, start + 1, close), end: close + 1, opens: null };
}

/** Offset of the closing quote, or null. `''` and `\"` do not close. */
function closingQuote(text: string, from: number, end: number): number | null {
  const quote = text.charAt(from);
  for (let at = from + 1; at < end; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && quote === '"') at += 1;
    else if (character === quote && quote === "'" && text.charAt(at + 1) === "'") at += 1;
    else if (character === quote) return at;
  }
  return null;
}
