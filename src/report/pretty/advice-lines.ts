import { counted, escapeText } from '../../core/text/text.js';
import type { Block } from './blocks.js';
import type { Page } from './page.js';
import { wrapped } from './width.js';

/** Edits of one block that are shown unless everything is asked for. */
const EDITS_SHOWN = 3;

/** What to do, once, and the edits of all. */
export function adviceLines(page: Page, block: Block, width: number): readonly string[] {
  const [{ remedy, advice, together }, ...others] = block;
  if (others.length === 0) return remedyLines(remedy, width);
  const edits = distinctEdits(block);
  const shown = page.verbose ? edits : edits.slice(0, EDITS_SHOWN);
  const hidden = edits.length - shown.length;
  return [
    ...remedyLines(together?.remedy ?? advice?.words ?? remedy, width),
    ...shown.flatMap((lines) => lines.map(escapeText)),
    ...(hidden > 0 ? [`and ${counted(hidden, 'more edit')} with --verbose`] : []),
  ];
}

function distinctEdits(block: Block): readonly (readonly string[])[] {
  const edits = block.flatMap(({ advice }) =>
    advice === undefined || advice.lines.length === 0 ? [] : [advice.lines],
  );
  return [...new Map(edits.map((lines) => [lines.join('\n'), lines])).values()];
}

/** The lines of a remedy. Only prose is wrapped: an edit or a command must be copied as it is. */
function remedyLines(remedy: string, width: number): readonly string[] {
  if (remedy.trim() === '') return [];
  return remedy
    .trimEnd()
    .split(/\r?\n/)
    .map(escapeText)
    .flatMap((line) => (isProse(line) ? wrapped(line, width) : [line]));
}

/** A sentence begins with a capital; commands and YAML keys seldom do. No pattern: to make one of letters takes a while. */
function isProse(line: string): boolean {
  const first = line.replace(/^["“]/, '').charAt(0);
  return first !== first.toLowerCase();
}
