import type { SourceDocument } from '../load/types.js';
import { nodeAt } from '../load/locate.js';
import { entryAt, isFlow, parentOf } from './place.js';
import { blockEntry, nextLine } from './ranges.js';

/** The lines of a section that stands in the file already, to be written elsewhere with another indentation. */
export class WrittenBlock {
  /** Comments above the key. */
  readonly above: readonly string[];
  /** What stands behind the colon on the line of the key. */
  readonly head: string;
  /** The lines below, as if the key were not indented, and the comments behind them. */
  readonly lines: readonly string[];

  constructor(above: readonly string[], head: string, lines: readonly string[]) {
    this.above = above;
    this.head = head;
    this.lines = lines;
  }
}

/**
 * The section at a pointer as lines; null where it does not begin a line of its own. `vacated` is what goes when it moves: the section
 * itself, or one around it that has nothing else, whose comments come along.
 */
export function blockAt(document: SourceDocument, pointer: string, vacated: string): WrittenBlock | null {
  const { text } = document.file;
  const entry = entryAt(document, pointer);
  if (entry === null || isFlow(document, nodeAt(document, parentOf(pointer)))) return null;
  const { start, end } = blockEntry(text, entry);
  const margin = entry.key.start - start;
  if (text.slice(start, entry.key.start).trim() !== '') return null;
  const whole = linesOf(text.slice(entry.key.end, end));
  const [head = '', ...below] = whole;
  const colon = head.indexOf(':');
  if (colon < 0) return null;
  const outer = entryAt(document, vacated);
  const [above, behind] =
    outer === null
      ? [[], []]
      : [
          commentsIn(text.slice(nextLine(text, outer.key.end), start)),
          commentsIn(text.slice(end, blockEntry(text, outer).end)),
        ];
  return new WrittenBlock(above, head.slice(colon + 1), [
    ...below.map((line) => dedented(line, margin)),
    ...behind,
  ]);
}

function commentsIn(text: string): readonly string[] {
  return linesOf(text).flatMap((line) => (line.trimStart().startsWith('#') ? [line.trimStart()] : []));
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/u);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function dedented(line: string, margin: number): string {
  const indent = line.length - line.trimStart().length;
  return line.slice(Math.min(indent, margin));
}
