import { asTyped } from '../../../core/text/as-typed.js';
import { counted, escapeText } from '../../../core/text/text.js';
import type { Block } from './blocks.js';
import { listed, type Page } from '../layout/page.js';
import { sameWords } from './same-words.js';
import { wrapped } from '../layout/width.js';

/** Edits of one block that are shown unless everything is asked for. */
const EDITS_SHOWN = 3;

/** Addresses or variables of the others that are named. */
const OTHERS_SHOWN = 4;

/** What to do, once, and the edits of all. */
export function adviceLines(page: Page, block: Block, width: number): readonly string[] {
  const [{ remedy }, ...further] = block;
  if (further.length === 0) return remedyLines(page, remedy, width);
  const edits = distinctEdits(block);
  const shown = page.verbose ? edits : edits.slice(0, EDITS_SHOWN);
  const hidden = edits.length - shown.length;
  return [
    ...wordLines(page, block, width, edits.length > 0),
    ...shown.flatMap((lines) => lines.map(escapeText)),
    ...(hidden > 0 ? [`and ${counted(hidden, 'more edit')} with --verbose`] : []),
  ];
}

/** Once for all, with what the others have in place of the first one's address, where no edits show it. */
function wordLines(page: Page, block: Block, width: number, showEdits: boolean): readonly string[] {
  const said = sameWords(
    block.map(({ together, advice, remedy }) => together?.remedy ?? advice?.words ?? remedy),
  );
  const shown = page.verbose ? said : said.slice(0, EDITS_SHOWN);
  return [
    ...shown.flatMap(({ message, others }) => [
      ...remedyLines(page, message, width),
      ...(others.length === 0 || showEdits
        ? []
        : wrapped(`Likewise with ${listed(page, others, OTHERS_SHOWN)}`, width)),
    ]),
    ...(said.length > shown.length ? [`and ${said.length - shown.length} more with --verbose`] : []),
  ];
}

function distinctEdits(block: Block): readonly (readonly string[])[] {
  const edits = block.flatMap(({ advice }) =>
    advice === undefined || advice.lines.length === 0 ? [] : [advice.lines],
  );
  return [...new Map(edits.map((lines) => [lines.join('\n'), lines])).values()];
}

/** The lines of a remedy. Only prose is wrapped: an edit or a command must be copied as it is. */
function remedyLines({ invocation }: Page, remedy: string, width: number): readonly string[] {
  if (remedy.trim() === '') return [];
  const lines = sentences(asTyped(remedy.trimEnd(), invocation?.()).split(/\r?\n/).map(escapeText));
  return lines.flatMap((line) => (isProse(line) ? wrapped(line, width) : [line]));
}

/** A sentence may be written on several lines: here it is one, to be broken where the page ends. */
function sentences(lines: readonly string[]): readonly string[] {
  const told: string[] = [];
  for (let from = 0; from < lines.length;) {
    const end = endOfSentence(lines, from);
    told.push(lines.slice(from, end).join(' '));
    from = end;
  }
  return told;
}

/** Lines that one sentence is written on at most. */
const MOST_LINES = 6;

/** Behind the line that ends the sentence; the next line where none does, because a command may follow without a stop before it. */
function endOfSentence(lines: readonly string[], from: number): number {
  if (!isProse(lines[from] ?? '')) return from + 1;
  for (let at = from; at < from + MOST_LINES; at += 1) {
    if (STOP.test(lines[at] ?? '')) return at + 1;
    if (!/^\S/.test(lines[at + 1] ?? '')) break;
  }
  return from + 1;
}

const STOP = /[.:!?)]$/;

/** `or let Optimize ask for fewer: …` behind lines of code. */
function goesOnAfterCode(line: string): boolean {
  return /^(?:or|and) .*[.:]$/.test(line);
}

/** A sentence begins with a capital; commands and YAML keys seldom do. No pattern: to make one of letters takes a while. */
function isProse(line: string): boolean {
  if (/^(?:GET|POST|PUT|DELETE) \//.test(line)) return false;
  const first = line.replace(/^["“]/, '').charAt(0);
  return first !== first.toLowerCase() || goesOnAfterCode(line);
}
