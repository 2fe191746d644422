import { MARK_OF_SUPPRESSION } from '../../suppression-mark.js';
import { append } from '../../../core/many.js';
import type { Span } from '../../../load/types.js';
import { shapeOf, type Shape } from './line-shape.js';
import { nothingKnownOf, type Knowledge } from './knowledge.js';
import { valueAt } from './line-values.js';
import { belongs, isBelow, next, type Container, type Open } from './lines-below.js';
import { isDataKey, Manifests } from './manifests.js';
import { behindSecretWords, isSecretLabel, labelInMarkup } from './labels.js';
import { isSecretOption, maySayLogin, optionsIn, saidIn } from './said.js';
import { saidLoginsIn } from './said-logins.js';
import { oddWordsOfSuppression } from './suppression-words.js';
import { isLogin } from '../keys/logins.js';
import { isNameKey, isValueKey, lastWord, namesSecret } from '../keys/pairs.js';
import { aliasesIn, behindSecretAnchor } from '../secret-anchors.js';
import { harmlessBelow, isHarmlessSecret, isSecretHeader, type IsHarmless } from '../keys/containers.js';

/**
 * Secrets behind keys that no tree has: in comments, in what a syntax error hides, in a configuration that is embedded in a text. Takes any
 * text; where it cannot be told where a secret ends, the rest of the line counts.
 */
export function secretsInLines(text: string, knowledge: Knowledge = nothingKnownOf(text)): Span[] {
  const spans = scanned(text, knowledge);
  const aliases = aliasesIn(text, spans);
  if (aliases.size === 0) return spans;
  // An anchor may stand above the first line that calls it a secret.
  return scanned(text, { ...knowledge, anchors: new Set([...knowledge.anchors, ...aliases]) });
}

function scanned(text: string, knowledge: Knowledge): Span[] {
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

/** `{name: DB_PASSWORD, value: …}`, in either order, on one line or on neighbouring ones. */
interface Half {
  readonly line: number;
  readonly spans: readonly Span[];
  readonly inTree: boolean;
}

class LineScan {
  readonly spans: Span[] = [];
  readonly #text: string;
  readonly #known: Knowledge;
  readonly #hasAnchors: boolean;
  readonly #manifests: Manifests;
  #open: Open | null = null;
  #container: Container | null = null;
  #number = 0;
  /** Where the line ends without the blanks behind it, and its last blank before, once it is asked for: not looked for again from each separator. */
  #stop = 0;
  #lastBlank: number | null = null;
  /** The line of `? password`, whose value follows behind a colon of its own. */
  #explicitKey = Number.NEGATIVE_INFINITY;
  #secretName: Half | null = null;
  #lastValue: Half | null = null;

  constructor(text: string, known: Knowledge) {
    this.#text = text;
    this.#known = known;
    this.#hasAnchors = text.includes('&');
    this.#manifests = new Manifests(text);
  }

  line(start: number, end: number): void {
    this.#number += 1;
    this.#manifests.line(start);
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
      if (open.kind === 'empty' || open.kind === 'list')
        this.#container ??= { ...open, isHarmless: isHarmlessSecret };
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
    if (line.includes('-')) append(this.spans, optionsIn(line, content));
    const before = this.spans.length;
    this.#stop = content + line.trimEnd().length;
    this.#lastBlank = null;
    const separator = /[-=]>|[:=\uff1a\uff1d]|%3[AD]|\|(?=[^\s|])|<[^\s<>/](?:[^<>]{0,60}[^<>/])?>/gu;
    const hasElements = line.includes('<');
    let from = this.#behindAnchor(content, shape, end) - content;
    separator.lastIndex = from;
    for (let match = separator.exec(line); match !== null; match = separator.exec(line)) {
      const written = line.slice(from, match.index);
      const label = hasElements ? labelInMarkup(match[0], written) : written;
      const behind = content + match.index + match[0].length;
      from = this.#behind(label, content + match.index, behind, shape, end) - content;
      separator.lastIndex = from;
    }
    if (this.spans.length === before && this.#open === null) this.#withoutSeparator(shape, end);
    append(this.spans, saidIn(line, content));
    if (maySayLogin(line)) append(this.spans, saidLoginsIn(line, content));
    if (line.includes(MARK_OF_SUPPRESSION)) append(this.spans, oddWordsOfSuppression(line, content));
  }

  /** What follows a separator. Answers where the next label may begin. */
  #behind(label: string, at: number, from: number, shape: Shape, end: number): number {
    const known = this.#known.at(at);
    if (known === 'value') {
      if (this.#known.hasDamage) {
        this.#pair(label, from, end, true);
        // What stands below and cannot be read, no tree has.
        this.#contains(label, this.#rest(from), shape);
      }
      return from;
    }
    const rest = this.#rest(from);
    const isSecret = this.#isSecret(label, rest, shape.content, at) || this.#isLogin(label, rest, at);
    if (known === 'nothing') {
      if (isSecret) this.#begin('empty', shape);
      return from;
    }
    if (!isSecret) {
      this.#pair(label, from, end, false);
      if (this.#contains(label, rest, shape)) return this.#value(from, shape, end);
      return this.#behindAnchor(from, shape, end);
    }
    // The name of an element stands behind its bracket, any other label before the separator.
    this.#inLabel(label, this.#text.startsWith('<', at) ? from - 1 : at);
    return this.#value(from, shape, end);
  }

  /** `x: &login hunter2`, where `login` is what a secret refers to. Where that value ends, or the same offset. */
  #behindAnchor(from: number, shape: Shape, end: number): number {
    const behind = this.#hasAnchors ? behindSecretAnchor(this.#text, from, this.#known.anchors) : null;
    return behind === null || behind > end ? from : this.#value(behind, shape, end);
  }

  #value(from: number, shape: Shape, end: number): number {
    const value = valueAt(this.#text, from, end);
    append(this.spans, value.spans);
    if (value.opens !== null) this.#begin(value.opens, shape);
    return value.end;
  }

  #isSecret(label: string, value: string, content: number, at: number): boolean {
    if (isSecretLabel(label)) return true;
    if (label.trim() === '')
      return (
        this.#number - this.#explicitKey <= 1 ||
        (label === '' && this.#known.isDamaged(content) && at === content)
      );
    if (this.#container === null || !this.#text.startsWith(label, content)) return false;
    return !this.#container.isHarmless(label.replaceAll(/["'\s]/g, ''), value);
  }

  /** `authentication: user:password`. In sound files a sentence may follow, e.g. in a comment. */
  #isLogin(label: string, value: string, at: number): boolean {
    if (/^(?:[{#]|$)/.test(value) || !isLogin(withoutQuotes(label), value)) return false;
    this.#lastBlank ??= lastBlank(this.#text, this.#stop);
    const isWord = this.#lastBlank < this.#stop - value.length;
    return this.#known.isDamaged(at) || (isWord && /^[^\s:]+:(?!\/\/)\S/u.test(value)) || CODE.test(value);
  }

  /** What follows on the line, without blanks around it. */
  #rest(from: number): string {
    return this.#text.slice(from, Math.max(from, this.#stop)).trimStart();
  }

  /** `password hunter2: x`, where no tree says that all of it is a key. */
  #inLabel(label: string, end: number): void {
    const rest = behindSecretWords(label.trimStart()) ?? '';
    if (rest.trim() !== '' && (this.#known.isDamaged(end) || /^(?=\S*\d)\S{4,}\s*$/u.test(rest)))
      this.spans.push({ start: end - rest.length, end });
  }

  /**
   * What a tree would say of what stands below, had a syntax error not hidden it or were it no comment. Answers whether the rest of the line
   * is a secret.
   */
  #contains(label: string, rest: string, { column, comment }: Shape): boolean {
    if (rest !== '' && !/^[{["']/.test(rest)) return false;
    const key = /(?:^[\s{[,"'-]*|[{,]\s{0,9}\\?["'])([\w.][\w.-]*)\\?\s?["']?\s*$/.exec(label)?.[1] ?? '';
    const isHarmless = this.#harmlessBelow(key);
    if (isHarmless === null) return false;
    if (rest === '') this.#container = { column, comment, isHarmless };
    return rest.startsWith('{') ? holdsSecret(rest, isHarmless) : isSecretHeader(rest.slice(1));
  }

  /** What is no secret below a key; null where most is none. */
  #harmlessBelow(key: string): IsHarmless | null {
    if (key === 'binaryData' || key === 'stringData' || (isDataKey(key) && this.#manifests.isSecret()))
      return () => false;
    return harmlessBelow(key);
  }

  #begin(kind: Open['kind'], { column, comment }: Shape): void {
    this.#open = { kind, column, comment };
  }

  /** @param inTree whether the tree has it: where it has both, it says whether they belong together */
  #pair(label: string, from: number, end: number, inTree: boolean): void {
    const word = lastWord(label);
    const isName = isNameKey(word) || word === 'path';
    if (!isName && !isValueKey(word)) return;
    const { spans, end: stop } = valueAt(this.#text, from, end);
    const half: Half = { line: this.#number, spans, inTree };
    const near = (other: Half | null): boolean =>
      other !== null && this.#number - other.line <= 2 && !(inTree && other.inTree);
    if (isName) {
      const last = from + LONGEST_NAME;
      const part = spans.length === 1 ? firstPart(this.#text, from, Math.min(end, last)) : null;
      const name = this.#text.slice(from, part ?? Math.min(stop, last));
      this.#secretName = namesSecret(word, name.replaceAll(/[\s"',}]/gu, ' ').trim()) ? half : null;
      if (this.#secretName !== null && near(this.#lastValue))
        append(this.spans, this.#lastValue?.spans ?? []);
      this.#lastValue = null;
      return;
    }
    if (near(this.#secretName)) append(this.spans, spans);
    this.#lastValue = near(this.#secretName) ? null : half;
    this.#secretName = null;
  }

  /** `password hunter2`: a line of which the colon is missing. A sentence about a password has more words, unless nothing else can be told. */
  #withoutSeparator(shape: Shape, end: number): void {
    const { content } = shape;
    const text = this.#text.slice(content, end);
    if (/^\?\s/u.test(text) && isSecretLabel(text)) this.#explicitKey = this.#number;
    const rest = this.#known.isName(content) || ELEMENT.test(text) ? null : behindSecretWords(text);
    if (rest !== null && (!/\s/u.test(rest.trim()) || this.#known.isDamaged(content)))
      this.spans.push({ start: end - rest.length, end });
    if ((shape.comment || this.#known.isDamaged(content)) && shape.dash && isSecretOption(text))
      this.#begin('empty', { ...shape, column: shape.outer });
  }
}

/** A label of which a quote opens the text that it is in. */
function withoutQuotes(label: string): string {
  return label.trim().replace(/^["']{1,2}/, '');
}

/** -1 where there is none before `end`. */
function lastBlank(text: string, end: number): number {
  let at = end - 1;
  while (at >= 0 && !/\s/u.test(text.charAt(at))) at -= 1;
  return at;
}

/** What its attributes say is told with it. */
const ELEMENT = /^<[\w:.-]{1,60}\s[^<>]{1,2000}>/u;

/** What is longer is no name, and the rest of a line is not looked at again from each of its settings. */
const LONGEST_NAME = 200;

/** Whether a mapping on one line has more than what is harmless in it. */
function holdsSecret(text: string, isHarmless: IsHarmless): boolean {
  if (text.length > LONGEST_MAPPING) return true;
  const pairs = text.matchAll(/([\w.-]{1,60})\s?["']?\s{0,20}:\s{0,20}["']?([^\s,}"']*)/gu);
  return Array.from(pairs).some(([, key = '', value = '']) => value !== '' && !isHarmless(key, value));
}

const LONGEST_MAPPING = 2_000;

/** A single word that is none of a sentence. */
const CODE = /^(?=\D{0,100}\d)[^\s:]{8,500}$/u;

/** Where a value inside { } ends. */
function firstPart(text: string, from: number, end: number): number | null {
  const at = text.slice(from, end).search(/[,}]/u);
  return at < 0 ? null : from + at;
}
