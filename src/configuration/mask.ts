import type { SourceLines } from '../core/report.js';
import type { ScalarNode, SourceDocument, SourceNode, Span } from '../load/types.js';
import { splitLines } from '../load/text/lines.js';
import { maskUserInfo } from './address.js';
import { isSecretPath } from './secrets.js';
import { MASK, secretWords } from './secret-words.js';
import type { Vault } from './types.js';

/**
 * The lines of a file with every secret replaced by `***`: values of secret settings, user info in addresses, and the secrets themselves
 * wherever else they stand. Columns stay where something follows a secret on its line.
 */
export function maskSource(document: SourceDocument, vault: Pick<Vault, 'secrets'>): readonly string[] {
  return new MaskedSource(document, vault).lines();
}

/** The same, line by line: of a large file a report shows little, and looking for every secret in every line takes long. */
export class MaskedSource implements SourceLines {
  readonly #document: SourceDocument;
  readonly #secrets: readonly string[];
  #lines: readonly string[] | null = null;

  constructor(document: SourceDocument, { secrets }: Pick<Vault, 'secrets'>) {
    this.#document = document;
    this.#secrets = secrets;
  }

  at(index: number): string | undefined {
    return this.lines(index, index + 1)[0];
  }

  lines(from?: number, to?: number): readonly string[] {
    this.#lines ??= maskedByPlace(this.#document);
    return this.#lines.slice(from, to).map((line) => maskText(line, this.#secrets));
  }
}

/** Lines in which secrets are masked where they stand as values. */
function maskedByPlace({ root, file: { text } }: SourceDocument): readonly string[] {
  const tree = root === null ? { secret: [], known: new Set<number>() } : scan(root);
  const spans = [...tree.secret.map((node) => contentOf(node, text)), ...guesses(text, tree.known)];
  return splitLines(maskSpans(text, spans));
}

/** A text without the secrets and the user info in it. */
export function maskText(text: string, secrets: readonly string[]): string {
  return maskUserInfo(secretWords(secrets).mask(text));
}

interface Scan {
  readonly secret: readonly ScalarNode[];
  /** Where values start that the tree knows. */
  readonly known: ReadonlySet<number>;
}

function scan(root: SourceNode): Scan {
  const secret: ScalarNode[] = [];
  const known = new Set<number>();
  const visit = (node: SourceNode, keys: readonly string[]): void => {
    known.add(node.span.start);
    if (node.kind === 'scalar') {
      if (isSecretPath(keys)) secret.push(node);
    } else if (node.kind === 'sequence') for (const item of node.items) visit(item, keys);
    else for (const { key, value } of node.entries) visit(value, [key]);
  };
  visit(root, []);
  return { secret, known };
}

/** Without the quotes. Of a placeholder only the default is a secret: its name says where the value comes from. */
function contentOf({ span, style }: ScalarNode, text: string): Span {
  const quotes = style === 'quoted' ? 1 : 0;
  const content = { start: span.start + quotes, end: span.end - quotes };
  const placeholder = /^\$\{[A-Za-z_][A-Za-z0-9_]*(?::(?=[^}]*\}$)|\}$)/u.exec(
    text.slice(content.start, content.end),
  );
  if (placeholder === null) return content;
  const start = content.start + placeholder[0].length;
  return { start, end: Math.max(start, content.end - 1) };
}

/** Keys of secrets that the tree does not have: in comments, in overwritten duplicates, in what a syntax error hides. */
function guesses(text: string, known: ReadonlySet<number>): readonly Span[] {
  const pattern =
    /(?:passw(?:or)?d|passphrase|pwd|secret|credentials?|token|api[-_]?key|private[-_]?key)["']?[ \t]*[:=][ \t]*(\S[^\r\n]*)?/giu;
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    const start = end - (match[1]?.length ?? 0);
    if (known.has(start)) continue;
    spans.push({ start, end });
    spans.push(...linesBelow(text, match.index, end, match[1] ?? ''));
  }
  return spans;
}

/** A block of lines under a key that the tree does not know. */
function linesBelow(text: string, key: number, from: number, value: string): readonly Span[] {
  if (value !== '' && !/^[|>"']/u.test(value)) return [];
  const before = /[^\r\n]*$/u.exec(text.slice(Math.max(0, key - 1000), key))?.[0] ?? '';
  const indent = before.length - before.trimStart().length;
  const rest = /^(?:\r\n|[\r\n])(?:([ \t]*)[^\r\n]*)/u;
  const spans: Span[] = [];
  for (let at = from; ;) {
    const line = rest.exec(text.slice(at, at + 10_000));
    if (line === null || (line[1]?.length ?? 0) <= indent) return spans;
    if (/^\s*[\w.-]+:(?:\s|$)/u.test(line[0])) return spans;
    spans.push({ start: at + line[0].length - line[0].trimStart().length, end: at + line[0].length });
    at += line[0].length;
  }
}

function maskSpans(text: string, spans: readonly Span[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start < from || end <= start) continue;
    pieces.push(text.slice(from, start), maskOf(text, start, end));
    from = end;
  }
  return pieces.join('') + text.slice(from);
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
