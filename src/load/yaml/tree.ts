import {
  COLLECTION_STYLE,
  EVENT_ID,
  SCALAR_STYLE,
  getScalarValue,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { resolvePlain } from './scalars/dialect.js';
import { resolveTagged } from './scalars/tags.js';
import type { Refused, Resolved } from './scalars/types.js';
import {
  COLON_IN_FLOW,
  KEY_MISSING,
  KEY_OVER_LINES,
  KEY_TOO_LONG,
  MAPPING_ON_KEY_LINE,
  MAX_KEY_LENGTH,
  MAX_LEVELS,
  NOT_A_KEY,
  QUESTION_MARK_IN_FLOW,
  TEMPLATE,
  TOO_DEEP,
} from './problems.js';
import { EntryList } from './entries.js';
import { pointerTo, type Frame, type Key } from './frames.js';
import {
  blockHeaderAt,
  colonOnOtherLine,
  closingBracketAt,
  dashAfter,
  skipSpace,
  trimmedEnd,
  valueColonAfter,
} from './scan.js';
import { styleOf } from './style.js';
import type { MappingEntry, ScalarNode, SourceNode, Span, TextFault } from '../types.js';

export interface Tree {
  readonly root: SourceNode | null;
  readonly faults: readonly TextFault[];
  /** Scalars and aliases in file order; only kept for a text with tabs or backslashes. */
  readonly leaves: readonly Leaf[];
}

export interface Leaf extends Span {
  readonly style: ScalarNode['style'];
}

/**
 * Builds the tree of the first document from parser events. Iterative: depth costs no stack. By hand, because values that js-yaml
 * makes have no positions, and `yaml`, whose nodes have them, takes the square of the number of keys and is larger than this program.
 */
export function buildTree(text: string, events: readonly Event[]): Tree {
  const builder = new TreeBuilder(text);
  let documents = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) documents += 1;
    if (documents > 1) break;
    builder.add(event);
  }
  return { root: builder.root, faults: builder.faults, leaves: builder.leaves };
}

class TreeBuilder {
  root: SourceNode | null = null;
  readonly faults: TextFault[] = [];
  readonly leaves: Leaf[] = [];
  readonly #text: string;
  readonly #keepLeaves: boolean;
  readonly #keys = new Map<string, string>();
  readonly #stack: Frame[] = [];
  /** End of the last thing read. */
  #cursor = 0;

  constructor(text: string) {
    this.#text = text;
    this.#keepLeaves = text.includes('\t') || text.includes('\\');
  }

  add(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        break;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        this.#open(event);
        break;
      case EVENT_ID.POP:
        this.#close();
        break;
      case EVENT_ID.SCALAR:
        this.#scalar(event);
        break;
      case EVENT_ID.ALIAS:
        this.#alias({ start: event.anchorStart - 1, end: event.anchorEnd });
        break;
    }
  }

  #open(event: MappingEvent | SequenceEvent): void {
    this.#anchor(event);
    if (event.style !== COLLECTION_STYLE.FLOW && this.#isOnKeyLine(event.start))
      this.#fault({ start: event.start, end: event.start + 1 }, MAPPING_ON_KEY_LINE);
    this.#stack.push({
      start: event.start,
      flow: event.style === COLLECTION_STYLE.FLOW,
      isKey: this.#expectsKey(),
      entries: event.type === EVENT_ID.MAPPING ? new EntryList() : null,
      items: [],
      key: null,
    });
    this.#cursor = Math.max(this.#cursor, event.start);
    if (this.#stack.length === MAX_LEVELS + 1)
      this.#fault({ start: event.start, end: event.start + 1 }, TOO_DEEP);
  }

  /** `key: &a b: c`, which the parser lets pass. */
  #isOnKeyLine(start: number): boolean {
    const frame = this.#stack.at(-1);
    if (frame === undefined || frame.flow || frame.key === null) return false;
    return !/[\r\n\u0085\u2028\u2029]/u.test(this.#text.slice(frame.key.span.end, start));
  }

  #close(): void {
    const frame = this.#stack.pop();
    if (frame === undefined) return;
    const end = this.#endOf(frame);
    this.#cursor = end;
    const span = { start: frame.start, end };
    if (frame.isKey) this.#refuseKey(span);
    else this.#place(this.#nodeOf(frame, span));
  }

  #nodeOf(frame: Frame, span: Span): SourceNode {
    if (frame.entries === null) return { kind: 'sequence', span, items: frame.items };
    return frame.entries.toNode(span);
  }

  /** Events say where a collection starts; a block ends with its last child, a flow collection with its bracket. */
  #endOf(frame: Frame): number {
    if (!frame.flow) return this.#cursor;
    const from = Math.max(this.#cursor, frame.start + 1);
    // `[a: b]` opens a mapping without a bracket of its own.
    const opened = this.#text.charAt(frame.start);
    if (opened !== '{' && opened !== '[') return this.#cursor;
    return closingBracketAt(this.#text, from, frame.entries === null ? ']' : '}');
  }

  #scalar(event: ScalarEvent): void {
    this.#anchor(event);
    const span = this.#spanOf(event);
    const style = styleOf(event);
    const text = this.#valueOf(event);
    this.#cursor = span.end;
    if (this.#keepLeaves) this.leaves.push({ start: span.start, end: span.end, style });
    this.#refuseInFlow(span, style);
    if (this.#expectsKey()) return this.#setKey({ text: this.#shared(text), span }, style === 'plain');
    const raw = event.fast
      ? text
      : this.#text.slice(Math.max(event.valueStart, 0), Math.max(event.valueEnd, 0));
    const resolved = this.#resolve(event, style, text);
    if ('refused' in resolved) this.#fault(span, { problem: resolved.refused, hint: 'Put it in quotes.' });
    const { value, text: becomes } = 'refused' in resolved ? { value: text, text } : resolved;
    this.#place({ kind: 'scalar', span, value, text: becomes, raw, style });
  }

  /** A block of lines that the file ends without a line break has none at its end for Optimize either. */
  #valueOf(event: ScalarEvent): string {
    const text = getScalarValue(this.#text, event);
    const unended = styleOf(event) === 'block' && event.valueEnd === this.#text.length;
    return unended && text.endsWith('\n') && !/[\r\n]$/u.test(this.#text) ? text.slice(0, -1) : text;
  }

  /** YAML 1.2 lets `:x` and `x?` be texts inside { } and [ ]; for Optimize's reader the colon ends a key there, the ? begins one. */
  #refuseInFlow({ start, end }: Span, style: ScalarNode['style']): void {
    if (style !== 'plain' || this.#stack.at(-1)?.flow !== true) return;
    if (this.#text.charAt(start) === ':') this.#fault({ start, end }, COLON_IN_FLOW);
    const mark = this.#text.slice(start, end).indexOf('?');
    if (mark >= 0) this.#fault({ start: start + mark, end: start + mark + 1 }, QUESTION_MARK_IN_FLOW);
  }

  #resolve(event: ScalarEvent, style: ScalarNode['style'], text: string): Resolved | Refused {
    if (event.tagStart >= 0) return resolveTagged(this.#text.slice(event.tagStart, event.tagEnd), text);
    if (style === 'plain' || style === 'empty') return resolvePlain(text);
    return { value: text, text };
  }

  /** Optimize does not look up what an alias stands for: the name itself becomes the text. */
  #alias(span: Span): void {
    const name = this.#text.slice(span.start + 1, span.end);
    this.#cursor = span.end;
    if (this.#keepLeaves) this.leaves.push({ start: span.start, end: span.end, style: 'alias' });
    if (this.#expectsKey()) return this.#refuseKey(span);
    this.faults.push({ kind: 'alias', span, name, pointer: pointerTo(this.#stack) });
    this.#place({ kind: 'scalar', span, value: name, text: name, raw: `*${name}`, style: 'alias' });
  }

  #anchor(event: { readonly anchorStart: number; readonly anchorEnd: number }): void {
    if (event.anchorStart < 0) return;
    const span = { start: event.anchorStart - 1, end: event.anchorEnd };
    this.faults.push({ kind: 'anchor', span, name: this.#text.slice(event.anchorStart, event.anchorEnd) });
  }

  #expectsKey(): boolean {
    const frame = this.#stack.at(-1);
    return frame !== undefined && frame.entries !== null && frame.key === null;
  }

  #setKey(key: Key, plain: boolean): void {
    const frame = this.#stack.at(-1);
    if (frame === undefined) return;
    frame.key = key;
    if (key.span.end === key.span.start)
      this.#fault({ start: key.span.start, end: key.span.start + 1 }, KEY_MISSING);
    if (key.span.end - key.span.start > MAX_KEY_LENGTH) this.#fault(key.span, KEY_TOO_LONG);
    const colon = frame.flow ? colonOnOtherLine(this.#text, key.span) : null;
    if (colon !== null) this.#fault({ start: colon, end: colon + 1 }, KEY_OVER_LINES);
    if (plain && key.text === '<<')
      this.faults.push({ kind: 'merge', span: key.span, pointer: pointerTo(this.#stack) });
  }

  /** The same few keys stand in every entry: one string for all of them. */
  #shared(key: string): string {
    const known = this.#keys.get(key);
    if (known !== undefined) return known;
    this.#keys.set(key, key);
    return key;
  }

  #refuseKey(span: Span): void {
    const template = this.#text.startsWith('{', span.start) && this.#text.charAt(span.start - 1) === '{';
    this.#fault(span, template ? TEMPLATE : NOT_A_KEY);
    this.#setKey({ text: null, span }, false);
  }

  /** Puts a finished value where it belongs. */
  #place(node: SourceNode): void {
    const frame = this.#stack.at(-1);
    if (frame === undefined) this.root = node;
    else if (frame.entries === null) frame.items.push(node);
    else this.#addEntry(frame, frame.entries, node);
  }

  #addEntry(frame: Frame, entries: EntryList, value: SourceNode): void {
    const key = frame.key;
    if (key !== null && key.text !== null) {
      const before = entries.set({ key: key.text, keySpan: key.span, value });
      if (before !== null) this.#duplicate(before, key.span);
    }
    frame.key = null;
  }

  #duplicate({ key, keySpan: span, value }: MappingEntry, winner: Span): void {
    const pointer = pointerTo(this.#stack);
    const alias = pointer === '/engines' || /^\/engines\/[^/]*$/u.test(pointer);
    this.faults.push({ kind: 'duplicate-key', span, value: value.span, pointer, key, winner, alias });
  }

  #spanOf(event: ScalarEvent): Span {
    const { valueStart, valueEnd } = event;
    if (valueStart < 0) return this.#emptySpan(event);
    if (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED)
      return { start: valueStart - 1, end: valueEnd + 1 };
    if (event.style === SCALAR_STYLE.PLAIN) return { start: valueStart, end: valueEnd };
    const from = Math.max(this.#cursor, event.tagEnd, event.anchorEnd);
    const start = blockHeaderAt(this.#text, from, valueStart);
    return { start, end: trimmedEnd(this.#text, start + 1, valueEnd) };
  }

  /** Where a value that is not there would stand: behind its colon or dash. */
  #emptySpan(event: ScalarEvent): Span {
    const frame = this.#stack.at(-1);
    let at = Math.max(event.tagEnd, event.anchorEnd);
    if (at < 0) {
      at = this.#cursor;
      if (frame?.entries === null) at = dashAfter(this.#text, at);
      else if (frame?.key === null) at = skipSpace(this.#text, at);
      else if (frame !== undefined) at = valueColonAfter(this.#text, at);
    }
    return { start: at, end: at };
  }

  #fault(span: Span, { problem, hint }: { readonly problem: string; readonly hint: string }): void {
    this.faults.push({ kind: 'syntax', span, problem, hint });
  }
}
