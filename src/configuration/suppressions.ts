import { textName } from '../load/standing.js';
import { lineIndexOf } from '../load/text/lines.js';
import type { SourceDocument, SourceFile, SourceNode, Span } from '../load/types.js';
import { maskText } from './secrets/masked-source.js';
import type { Suppression } from './types.js';

/** `# multi-engine-ignore RULE[, RULE] until=YYYY-MM-DD -- reason` */
const COMMENT = /#[ \t]*multi-engine-ignore\b([^\r\n]*)/gu;

/** The comments of a file that silence findings. A file without any costs one look for the word. */
export function suppressionsIn(document: SourceDocument): readonly Suppression[] {
  const { text } = document.file;
  if (!text.includes('multi-engine-ignore')) return [];
  const texts = textsOf(document.root).toSorted((a, b) => a.start - b.start);
  let next = 0;
  return [...text.matchAll(COMMENT)].flatMap((match) => {
    while (next < texts.length && (texts[next]?.end ?? 0) <= match.index) next += 1;
    const isText = (texts[next]?.start ?? text.length) <= match.index;
    if (isText || !isComment(text, match.index)) return [];
    return [suppressionAt(document, match.index, match[0].trimEnd(), match[1] ?? '')];
  });
}

/** A `#` begins a comment only at the start of a line or behind white space. */
function isComment(text: string, at: number): boolean {
  return at === 0 || /\s/u.test(text.charAt(at - 1));
}

function suppressionAt({ file }: SourceDocument, start: number, whole: string, words: string): Suppression {
  const [head = '', ...rest] = maskText(words).split(/(?:^|\s)--(?:\s|$)/u);
  const tokens = head.split(/[\s,]+/u).filter((token) => token !== '');
  const until = tokens.find((token) => token.startsWith('until='));
  return {
    origin: 'comment',
    file: textName(file),
    span: { start, end: start + whole.length },
    line: targetOf(file, start),
    rules: tokens.filter((token) => token !== until),
    until: until === undefined ? null : until.slice('until='.length),
    hasReason: rest.join('--').trim() !== '',
  };
}

/** The comment's own line where something stands before it, else the next line that holds more than a comment. */
function targetOf(file: SourceFile, comment: number): number {
  const { text } = file;
  const index = lineIndexOf(file);
  const own = index.position(comment).line;
  if (text.slice(index.startOf(own), comment).trim() !== '') return own;
  for (let line = own + 1; line <= index.lineCount; line += 1)
    if (!/^\s*(?:#.*)?\s*$/u.test(text.slice(index.startOf(line), index.startOf(line + 1)))) return line;
  return own;
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
