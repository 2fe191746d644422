import { hanging, wrapped } from '../../report/pretty/layout/width.js';

/** How a page is shown. */
export interface PageStyle {
  readonly color: boolean;
  readonly width: number;
}

/** A page of the documentation for a terminal: paragraphs as wide as there is room, headings strong, examples as they are. */
export function pageForTerminal(markdown: string, { color, width }: PageStyle): string {
  const strong = (text: string): string => (color ? `\u001b[1m${text}\u001b[0m` : text);
  const blocks = blocksOf(markdown).map((block) => {
    if (block.kind === 'exact') return block.lines.join('\n');
    if (block.kind === 'heading') return strong(plain(block.lines.join(' ')));
    return block.lines.flatMap((line) => linesOf(plain(line), width)).join('\n');
  });
  return `${blocks.filter((block) => block.trim() !== '').join('\n\n')}\n`;
}

interface Block {
  readonly kind: 'heading' | 'exact' | 'text';
  readonly lines: readonly string[];
}

const FENCE = /^\s*```/;

/** Paragraphs and items of lists are one line each; fenced text, tables and what is indented stay as they are. */
function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let isFenced = false;
  const end = (): void => {
    if (lines.length > 0) blocks.push({ kind: EXACT.test(lines[0] ?? '') ? 'exact' : 'text', lines });
    lines = [];
  };
  for (const line of markdown.split('\n')) {
    if (FENCE.test(line)) {
      if (isFenced) blocks.push({ kind: 'exact', lines });
      else end();
      lines = [];
      isFenced = !isFenced;
    } else if (isFenced) lines.push(line);
    else if (line.trim() === '' || line.startsWith('<!--')) end();
    else if (line.startsWith('#')) {
      end();
      blocks.push({ kind: 'heading', lines: [line.replace(/^#+ /, '')] });
    } else if (isNewLine(line, lines)) lines.push(line);
    else lines.push(`${lines.pop() ?? ''} ${line.trim()}`);
  }
  end();
  return blocks;
}

const ITEM = /^\s*(?:[-*]|\d+\.) /;

/** A table, or code that is indented. */
const EXACT = /^(?:\|| {4})/;

/** What its author broke is one paragraph; an item, a row of a table and a line of code begin lines of their own. */
function isNewLine(line: string, before: readonly string[]): boolean {
  return EXACT.test(before[0] ?? '|') || ITEM.test(line) || line.startsWith('|');
}

function linesOf(line: string, width: number): readonly string[] {
  if (line.startsWith('|')) return [line];
  return ITEM.test(line) ? hanging(line, width) : wrapped(line, width);
}

/** Links and emphasis are for readers of Markdown; what is in backquotes is text. */
function plain(line: string): string {
  return line
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*([^*]+)\*\*/g, '$1')
    .replaceAll(/(?<![\w\\])_([^_]+)_(?!\w)/g, '$1');
}
