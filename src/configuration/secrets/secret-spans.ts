import { append } from '../../core/many.js';
import { oncePer } from '../../core/memoize.js';
import type { CarrierDocument } from '../../load/carriers/carrier-tree.js';
import { secretValues } from '../../load/carriers/kubernetes/secret-values.js';
import { spanIn } from '../../load/carriers/text/places.js';
import { scalarText } from '../../load/carriers/text/scalar-text.js';
import type {
  MappingEntry,
  MappingNode,
  ScalarNode,
  SourceDocument,
  SourceNode,
  Span,
} from '../../load/types.js';
import { encodedIn } from './encoded.js';
import { unescaped } from './escapes.js';
import { documentsIn, innerTextOf, isWritten, type InnerText } from './inner-texts.js';
import { aliasesIn } from './secret-anchors.js';
import { isValueKey } from './keys/pairs.js';
import { isSecretKey } from './keys/secret-keys.js';
import type { Known } from './lines/knowledge.js';
import { secretsInLines } from './lines/secret-lines.js';
import {
  behindColon,
  isNothing,
  RestOfSecret,
  secretEntries,
  secretGaps,
  secretName,
  secretNodes,
} from './secret-nodes.js';
import { exceptPlaceholder } from './placeholders.js';
import { plainly } from './plain-text.js';
import { secretsInText, secretsInValue } from './secret-texts.js';
import { merged } from './spans.js';

/** Ranges of a file that hold secrets. */
export function secretSpans(document: SourceDocument): readonly Span[] {
  return spansOfDocument(document);
}

const spansOfDocument = oncePer((document: SourceDocument): readonly Span[] => spansIn(document, 0));

/** An object in a list in an annotation of an object: nobody goes deeper. */
const DEEPEST = 6;

function spansIn(document: SourceDocument, depth: number): readonly Span[] {
  const { text } = document.file;
  const tree = new TreeSpans(document);
  const knowledge = {
    at: (separator: number): Known => tree.known.get(separator),
    hasDamage: document.damaged.length > 0,
    isDamaged: damageIn(document.damaged),
    isName: (offset: number) => tree.items.has(offset),
    anchors: aliasesIn(text, tree.spans),
  };
  const read = unescaped(text);
  const plain = plainly(text);
  return merged([
    ...tree.spans,
    ...secretsInText(text),
    ...secretsInLines(text, knowledge),
    ...encodedIn(text),
    // What follows a line break that is written `\n` is a line.
    ...(read === text ? [] : [...secretsInText(read), ...secretsInLines(read, knowledge)]),
    // Where lines end for one and go on for another, no tree decides what is a secret.
    ...(plain === text ? [] : [...secretsInText(plain), ...secretsInLines(plain), ...secretsInLines(text)]),
    ...(depth < DEEPEST ? tree.texts : []).flatMap(({ documents, places }) =>
      spansOf(documents, depth + 1).map((span) => spanIn(places, span)),
    ),
  ]);
}

/** Secrets of a text that may be JSON or YAML by itself. */
export function secretsInDocuments(text: string): readonly Span[] {
  return spansOf(documentsIn(text), 1);
}

function spansOf(documents: readonly CarrierDocument[], depth: number): readonly Span[] {
  return documents.flatMap((document) => [
    ...spansIn({ ...document, file: { name: '', text: document.text } }, depth).map(
      ({ start, end }): Span => ({ start: start + document.offset, end: end + document.offset }),
    ),
    ...secretValues(document),
  ]);
}

function damageIn(damaged: readonly Span[]): (offset: number) => boolean {
  if (damaged.length === 0) return () => false;
  const spans = damaged.toSorted((a, b) => a.start - b.start);
  let next = 0;
  return (offset) => {
    while (next < spans.length && (spans[next]?.end ?? 0) <= offset) next += 1;
    return (spans[next]?.start ?? Number.POSITIVE_INFINITY) <= offset;
  };
}

const LONGEST_TAGS = 500;

/** What the tree knows about the text: which values are secrets, and behind which colons there is a value. */
class TreeSpans {
  readonly spans: Span[] = [];
  readonly known = new Map<number, Known>();
  /** Values that are documents by themselves. */
  readonly texts: InnerText[] = [];
  /** Where the texts of lists begin. */
  readonly items = new Set<number>();
  readonly #text: string;
  readonly #secrets: ReadonlySet<SourceNode>;
  readonly #gaps: ReadonlySet<SourceNode>;
  readonly #entries: ReadonlySet<MappingEntry>;

  constructor(document: SourceDocument) {
    this.#text = document.file.text;
    this.#secrets = secretNodes(document);
    this.#gaps = secretGaps(document);
    this.#entries = secretEntries(document);
    if (document.root !== null) this.#visit(document.root, null);
  }

  #visit(node: SourceNode, from: number | null): void {
    if (node.kind === 'mapping') this.#mapping(node);
    else if (node.kind === 'sequence') for (const item of node.items) this.#item(item);
    else if (this.#secrets.has(node)) this.#secret(node, from);
    else if (this.#gaps.has(node)) this.#comment(node.span.end);
    else this.#inScalar(node);
  }

  #item(item: SourceNode): void {
    if (item.kind === 'scalar') this.items.add(item.span.start);
    this.#visit(item, null);
  }

  #mapping(node: MappingNode): void {
    const rest = new RestOfSecret(this.#secrets);
    const named = secretName(node);
    for (const entry of node.entries) {
      if (rest.has(entry) || this.#entries.has(entry)) this.spans.push(entry.keySpan);
      this.#entry(entry, named && isValueKey(entry.key));
    }
  }

  #entry(entry: MappingEntry, isNamed: boolean): void {
    const { key, value } = entry;
    const from = behindColon(this.#text, entry);
    const isThere = value.kind !== 'scalar' || value.style !== 'empty';
    this.known.set(from - 1, isThere ? 'value' : 'nothing');
    if (isNamed || isSecretKey(key)) this.#around(value, from);
    this.#visit(value, from);
  }

  /** Null is no secret, and neither is a list or a mapping, but what stands around it on its line may be one. */
  #around(value: SourceNode, from: number): void {
    if (value.kind === 'scalar' && !isNothing(value)) return;
    this.#before(value, from);
    if (value.kind === 'scalar' && value.style !== 'quoted') this.#comment(value.span.end);
    if (value.kind === 'mapping') this.#template(value.span.start);
  }

  /** `password: {{ .Values.password | default "…" }}` of a chart that was not rendered. */
  #template(start: number): void {
    const line = /\{\{[^\r\n]*["'`][^\r\n]*/uy;
    line.lastIndex = start;
    const text = line.exec(this.#text)?.[0];
    if (text !== undefined) this.spans.push({ start, end: start + text.length });
  }

  /** The value with what stands before it, and the rest of the line where a `#` may belong to it. */
  #secret(node: ScalarNode, from: number | null): void {
    const { span, style } = node;
    const quotes = style === 'quoted' ? 1 : 0;
    this.#before(node, from ?? this.#itemStart(span.start));
    append(this.spans, exceptPlaceholder(this.#text, span.start + quotes, span.end - quotes));
    if (style === 'plain' || style === 'alias') this.#comment(span.end);
    if (style === 'quoted') this.#behindQuotes(span.end);
  }

  /** `"{{ .Values.password | default "…" }}"`: to YAML a syntax error, to a chart that was not rendered the rest of the value. */
  #behindQuotes(from: number): void {
    const rest = /[^\s,:}\]#][^\r\n]*/uy;
    rest.lastIndex = from;
    if (rest.test(this.#text)) this.spans.push({ start: from, end: rest.lastIndex });
  }

  /** Behind ` #` on the same line: to YAML a comment, to people who forgot the quotes a part of the secret. */
  #comment(from: number): void {
    const rest = /[^\S\r\n]+#[^\r\n]*/uy;
    rest.lastIndex = from;
    const comment = rest.exec(this.#text)?.[0] ?? '';
    const start = from + comment.length - comment.trimStart().length;
    if (comment !== '') this.spans.push({ start, end: from + comment.length });
  }

  /** Where the tags and anchors of an item begin. */
  #itemStart(start: number): number {
    const before = this.#text.slice(Math.max(0, start - LONGEST_TAGS), start);
    return start - (/(?:[&!][^\s,[\]{}]*[^\S\r\n]+)+$/u.exec(before)?.[0].length ?? 0);
  }

  /** Tags and anchors: a secret may begin with their sign. */
  #before({ span }: SourceNode, from: number): void {
    const before = this.#text.slice(from, span.start);
    const start = from + before.length - before.trimStart().length;
    if (/[&!]/u.test(before)) this.spans.push({ start, end: start + before.trim().length });
  }

  #inScalar(node: ScalarNode): void {
    const { span, style, raw } = node;
    const inner = innerTextOf(this.#text, node);
    if (inner !== null) this.texts.push(inner);
    if (style === 'block' || !/[:=@?;\s]/u.test(raw)) return;
    const start = span.start + (style === 'quoted' ? 1 : 0);
    const read = unescaped(raw);
    // With its escapes the words of a command are whole: `'hunter2'\"$A\"`.
    const found = [...secretsInValue(read), ...(read === raw ? [] : secretsInValue(raw))];
    append(
      this.spans,
      found.map((each) => ({ start: each.start + start, end: each.end + start })),
    );
    if (style === 'quoted' && raw.includes('\\')) this.#asRead(node);
  }

  /** What is written with escapes may be a word of a secret or the sign before one: read as the program reads it. */
  #asRead(node: ScalarNode): void {
    if (!isWritten(this.#text, node)) return;
    const { text, places } = scalarText(this.#text, node);
    const found = [...secretsInValue(text), ...secretsInLines(text)];
    append(
      this.spans,
      found.map((each) => spanIn(places, each)),
    );
  }
}
