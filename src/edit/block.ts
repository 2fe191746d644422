import type { SourceDocument } from '../load/types.js';
import { nodeAt } from '../load/locate.js';
import { entryAt, isFlow, parentOf } from './place.js';
import { blockEntry, lineStart, nextLine } from './ranges.js';

/** The lines of a section that stands in the file already, to be written elsewhere with another indentation. */
export class WrittenBlock {
  /** Comments above the key. */
  readonly above: readonly string[];
  /** What stands behind the colon on the line of the key. */
  readonly head: string;
  /** The lines below, as if the key were not indented. */
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
  const start = lineStart(text, entry.key.start);
  const margin = entry.key.start - start;
  if (text.slice(start, entry.key.start).trim() !== '') return null;
  const whole = linesOf(text.slice(entry.key.end, blockEntry(text, entry).end));
  const [head = '', ...below] = whole;
  const colon = head.indexOf(':');
  if (colon < 0) return null;
  const above = commentsBetween(document, vacated, start);
  return new WrittenBlock(
    above.map((line) => line.trimStart()),
    head.slice(colon + 1),
    below.map((line) => dedented(line, margin)),
  );
}

/** The comments below the key of a section and above the line that starts at `end`. */
function commentsBetween(document: SourceDocument, section: string, end: number): readonly string[] {
  const { text } = document.file;
  const outer = entryAt(document, section);
  if (outer === null || outer.key.start >= end) return [];
  const between = linesOf(text.slice(nextLine(text, outer.key.end), end));
  return between.filter((line) => line.trimStart().startsWith('#'));
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/u);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function dedented(line: string, margin: number): string {
  const indent = line.length - line.trimStart().length;
  return line.slice(Math.min(indent, margin));
}
