import type { SourceLines } from '../../core/report.js';
import { MASK } from '../../core/secret-text.js';
import { splitLines } from '../../load/text/lines.js';
import type {
  MappingEntry,
  MappingNode,
  ScalarNode,
  SourceDocument,
  SourceNode,
  Span,
} from '../../load/types.js';
import type { Vault } from '../types.js';
import { isSecretKey } from './secret-keys.js';
import { secretsInLines, type Known } from './secret-lines.js';
import { behindColon, isNothing, isRestOfSecret, secretNodes } from './secret-nodes.js';
import { exceptPlaceholder, secretsInText, secretsInValue } from './secret-texts.js';

/**
 * The lines of a file with every secret replaced by `***`: where the tree says so, where a text looks like one, and where a key that no tree
 * has stands before it. Columns stay where something follows a secret on its line.
 */
export class MaskedSource implements SourceLines {
  readonly #document: SourceDocument;
  readonly #vault: Pick<Vault, 'hide'>;
  #lines: readonly string[] | null = null;

  constructor(document: SourceDocument, vault: Pick<Vault, 'hide'>) {
    this.#document = document;
    this.#vault = vault;
  }

  at(index: number): string | undefined {
    return this.lines(index, index + 1)[0];
  }

  /** What is a secret elsewhere in the file is looked for in the lines that are shown only. */
  lines(from?: number, to?: number): readonly string[] {
    this.#lines ??= splitLines(maskSpans(this.#document.file.text, secretSpans(this.#document)));
    return this.#lines.slice(from, to).map((line) => this.#vault.hide(line));
  }
}

/** A text that is no file, e.g. a value, without the secrets in it. */
export function maskText(text: string): string {
  if (!MAYBE.test(text)) return text;
  return maskSpans(text, [...secretsInValue(text), ...secretsInLines(text)]);
}

/** Without any of these a text is neither an address nor a setting, and a word alone is none. */
const MAYBE = /[:=@?;\uff1a\uff1d>\s]/u;

/** Ranges of a file that hold secrets. */
export function secretSpans(document: SourceDocument): readonly Span[] {
  const { text } = document.file;
  const tree = new TreeSpans(document);
  const knowledge = {
    at: (separator: number): Known => tree.known.get(separator),
    isDamaged: damageIn(document.damaged),
  };
  return [...tree.spans, ...secretsInLines(text, knowledge), ...secretsInText(text)];
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
  readonly #text: string;
  readonly #secrets: ReadonlySet<SourceNode>;

  constructor(document: SourceDocument) {
    this.#text = document.file.text;
    this.#secrets = secretNodes(document);
    if (document.root !== null) this.#visit(document.root, null);
  }

  #visit(node: SourceNode, from: number | null): void {
    if (node.kind === 'mapping') this.#mapping(node);
    else if (node.kind === 'sequence') for (const item of node.items) this.#visit(item, null);
    else if (this.#secrets.has(node)) this.#secret(node, from);
    else if (node.style === 'quoted' || node.style === 'plain') this.#inScalar(node);
  }

  #mapping({ entries }: MappingNode): void {
    let before: MappingEntry | null = null;
    for (const entry of entries) {
      if (before !== null && isRestOfSecret(before, entry, this.#secrets)) this.spans.push(entry.keySpan);
      else before = entry;
      this.#entry(entry);
    }
  }

  #entry(entry: MappingEntry): void {
    const { key, value } = entry;
    const from = behindColon(this.#text, entry);
    const isThere = value.kind !== 'scalar' || value.style !== 'empty';
    this.known.set(from - 1, isThere ? 'value' : 'nothing');
    if (isSecretKey(key)) this.#around(value, from);
    this.#visit(value, from);
  }

  /** Null is no secret, and neither is a list or a mapping, but what stands around it on its line may be one. */
  #around(value: SourceNode, from: number): void {
    if (value.kind === 'scalar' && !isNothing(value)) return;
    this.#before(value, from);
    if (value.kind === 'scalar' && value.style !== 'quoted') this.#comment(value.span.end);
  }

  /** The value with what stands before it, and the rest of the line where a `#` may belong to it. */
  #secret(node: ScalarNode, from: number | null): void {
    const { span, style } = node;
    const quotes = style === 'quoted' ? 1 : 0;
    this.#before(node, from ?? this.#itemStart(span.start));
    this.spans.push(...exceptPlaceholder(this.#text, span.start + quotes, span.end - quotes));
    if (style === 'plain' || style === 'alias') this.#comment(span.end);
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

  /** In quotes, a line break is written `\n`: what follows it is a line. */
  #inScalar({ span, style, raw }: ScalarNode): void {
    const start = span.start + (style === 'quoted' ? 1 : 0);
    const text = style === 'quoted' && raw.includes('\\') ? raw.replaceAll(/\\(.)/gsu, unescaped) : raw;
    if (!/[:=@?;\s]/u.test(text)) return;
    const found = [...secretsInValue(text), ...(text === raw ? [] : secretsInLines(text))];
    this.spans.push(...found.map((each) => ({ start: each.start + start, end: each.end + start })));
  }
}

/** As long as what was written, so that offsets stay. */
function unescaped(written: string, character: string): string {
  if (character === 'n' || character === 'r') return ' \n';
  if (character === 't') return '  ';
  return character === '"' || character === '/' ? ` ${character}` : written;
}

/** Overlapping ranges become one. */
function maskSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of merged(spans)) {
    pieces.push(text.slice(from, start), maskOf(text, start, end));
    from = end;
  }
  return pieces.join('') + text.slice(from);
}

function merged(spans: readonly Span[]): readonly Span[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (end <= start) continue;
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** Every line of the secret is masked; the last keeps its length where a setting follows on the same line. */
function maskOf(text: string, start: number, end: number): string {
  const lines = text.slice(start, end).split(/(\r\n|\n|\r)/u);
  const followed = /^["']?\s*[,}\]]/u.test(text.slice(end, end + 20));
  return lines
    .map((line, index) => {
      if (index % 2 === 1 || line.trim() === '') return line;
      const indentation = line.slice(0, line.length - line.trimStart().length);
      return indentation + (followed ? MASK.padEnd(line.length - indentation.length, '*') : MASK);
    })
    .join('');
}
