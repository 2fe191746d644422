import { textName } from '../load/standing.js';
import { lineIndexOf } from '../load/text/lines.js';
import type { SourceDocument, SourceFile, SourceNode, Span } from '../load/types.js';
import { maskText } from './secrets/masked-source.js';
import type { Suppression } from './accepted.js';

/** `# multi-engine-ignore RULE[, RULE] until=YYYY-MM-DD -- reason` */
const COMMENT = /#[ \t]*(multi-engine-ignore\b[^\r\n]*)/gu;
const MARK = /^multi-engine-ignore/u;

/** The comments of a file that silence findings. */
export function ignoreComments(document: SourceDocument): readonly Suppression[] {
  const { text } = document.file;
  const texts = textsOf(document.root ?? document.file.holder?.tree() ?? null).toSorted(
    (a, b) => a.start - b.start,
  );
  const contentAfter = contentLinesOf(document.file);
  let next = 0;
  return [...text.matchAll(COMMENT)].flatMap((match) => {
    while (next < texts.length && (texts[next]?.end ?? 0) <= match.index) next += 1;
    const isText = (texts[next]?.start ?? text.length) <= match.index;
    if (isText || !isComment(text, match.index)) return [];
    const span = { start: match.index, end: match.index + match[0].trimEnd().length };
    return [suppressionOf(document.file, span, match[1] ?? '', contentAfter)];
  });
}

/** A `#` begins a comment only at the start of a line or behind white space. */
function isComment(text: string, at: number): boolean {
  return at === 0 || /\s/u.test(text.charAt(at - 1));
}

function suppressionOf(
  file: SourceFile,
  span: Span,
  comment: string,
  contentAfter: readonly number[],
): Suppression {
  const [head = '', ...rest] = maskText(comment)
    .replace(MARK, '')
    .split(/(?:^|\s)--(?:\s|$)/u);
  const tokens = head.split(/[\s,]+/u).filter((token) => token !== '');
  const reason = rest.join('--').trim();
  // Behind the reason a day is meant all the same: taken for words, it would never come.
  const until = tokens.find((token) => token.startsWith('until=')) ?? /(?<!\S)until=\S*/u.exec(reason)?.[0];
  return {
    origin: 'comment',
    file: textName(file),
    span,
    line: targetOf(file, span.start, contentAfter),
    rules: tokens.filter((token) => token !== until),
    until: until === undefined ? null : until.slice('until='.length),
    hasReason: reason !== '' && reason !== until,
  };
}

/** The comment's own line where something stands before it, else the next line that holds more than a comment. */
function targetOf(file: SourceFile, comment: number, contentAfter: readonly number[]): number {
  const index = lineIndexOf(file);
  const own = index.position(comment).line;
  const hasContent = file.text.slice(index.startOf(own), comment).trim() !== '';
  return hasContent ? own : (contentAfter[own] ?? own);
}

/** For each line the next one after it that holds more than a comment; nothing behind the last of these. Looked up from the end, once. */
function contentLinesOf(file: SourceFile): readonly number[] {
  const index = lineIndexOf(file);
  const after: number[] = [];
  let next: number | undefined;
  for (let line = index.lineCount; line > 0; line -= 1) {
    if (next !== undefined) after[line] = next;
    const content = file.text.slice(index.startOf(line), index.startOf(line + 1)).trimStart();
    if (content !== '' && !content.startsWith('#')) next = line;
  }
  return after;
}

/** Where texts stand, in which a `#` means nothing. */
function textsOf(root: SourceNode | null): readonly Span[] {
  const spans: Span[] = [];
  const visit = (node: SourceNode): void => {
    if (node.kind === 'scalar') spans.push(node.span);
    else if (node.kind === 'sequence') node.items.forEach(visit);
    else
      for (const { keySpan, value } of node.entries) {
        spans.push(keySpan);
        visit(value);
      }
  };
  if (root !== null) visit(root);
  return spans;
}
