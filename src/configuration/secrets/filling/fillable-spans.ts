import { append } from '../../../core/many.js';
import { overwritten } from '../../../core/text/overwritten.js';
import type { ScalarNode, SourceDocument, SourceNode, Span } from '../../../load/types.js';
import { unescaped } from '../escapes.js';
import { secretsInLines } from '../lines/secret-lines.js';
import { secretSpans } from '../secret-spans.js';
import { lastBefore } from '../spans.js';

/**
 * Secrets of a document as they may be replaced. Where nobody can tell where one ends, the rest of its line is masked, but a value that lost
 * its quotes could not be read again: what begins inside quotes ends there, every value in quotes is looked into by itself, and so is what
 * stands around them. What goes on for lines, as a key without an end, is replaced as a whole.
 */
export function fillableSpans(document: SourceDocument): readonly Span[] {
  const spans = secretSpans(document);
  if (document.root === null || document.damaged.length > 0) return spans;
  const values = new QuotedValues(document.root);
  const { text } = document.file;
  const around = secretSpans({ ...document, file: { name: '', text: values.without(text) } });
  return [...spans, ...around, ...values.secrets].flatMap((span) => {
    const inside = values.inside(span);
    if (inside !== null && !/[\r\n]/u.test(text.slice(inside.end, span.end))) return [inside];
    return BRACKETS.test(text.slice(span.start, span.end)) ? [] : [span];
  });
}

/** The line below a secret that may go on there. */
const BRACKETS = /^[\s,{}[\]]*$/;

class QuotedValues {
  readonly secrets: Span[] = [];
  /** What stands between quotes, and the escapes in it: both in the order of the text. */
  readonly #values: Span[] = [];
  readonly #escapes: Span[] = [];

  constructor(root: SourceNode) {
    this.#add(root);
  }

  #add(node: SourceNode): void {
    if (node.kind === 'sequence') for (const item of node.items) this.#add(item);
    else if (node.kind === 'mapping') for (const { value } of node.entries) this.#add(value);
    else if (node.style === 'quoted') this.#addQuoted(node);
  }

  #addQuoted({ span, raw }: ScalarNode): void {
    const start = span.start + 1;
    const moved = (each: Span): Span => ({ start: start + each.start, end: start + each.end });
    this.#values.push({ start, end: span.end - 1 });
    append(this.secrets, secretsInLines(unescaped(raw)).map(moved));
    for (const { 0: escape, index } of raw.matchAll(ESCAPE))
      this.#escapes.push(moved({ start: index, end: index + escape.length }));
  }

  /** The text with nothing that means anything between the quotes. */
  without(text: string): string {
    return overwritten(text, this.#values, 'x');
  }

  /** The part of a range that is in the value in which it begins, with whole escapes; null where it begins in none. */
  inside({ start, end }: Span): Span | null {
    const value = lastBefore(this.#values, start);
    if (value === undefined || value.end <= start) return null;
    const [first, last] = [lastBefore(this.#escapes, start), lastBefore(this.#escapes, end - 1)];
    return {
      start: first !== undefined && first.end > start ? first.start : start,
      end: Math.min(value.end, Math.max(end, last?.end ?? 0)),
    };
  }
}

const ESCAPE = /\\(?:u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|U[\dA-Fa-f]{8}|[^])/g;
