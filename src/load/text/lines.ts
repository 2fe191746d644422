import { firstIndex } from '../../core/many.js';
import { oncePer } from '../../core/memoize.js';
import type { SourceFile } from '../types.js';

/** A place as people count: both 1-based, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into lines and columns. A line ends with LF, CR or CRLF. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    this.#starts = lineStarts(text);
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    const line = this.#lineOf(offset);
    return { line, column: Math.min(offset, this.#length) - this.startOf(line) + 1 };
  }

  /** Offset of the first character of a line. */
  startOf(line: number): number {
    return this.#starts[line - 1] ?? this.#length;
  }

  #lineOf(offset: number): number {
    return Math.max(
      1,
      firstIndex(this.#starts.length, (line) => (this.#starts[line] ?? 0) > offset),
    );
  }
}

/** The index of a file, built when it is first asked for: most files have no finding. */
export const lineIndexOf = oncePer(({ text }: SourceFile) => new LineIndex(text));

/** The lines of a text without their ends. */
export function splitLines(text: string): string[] {
  return text.includes('\r') ? text.split(/\r\n|\n|\r/u) : text.split('\n');
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (text.includes('\r'))
    for (const match of text.matchAll(/\r\n|\n|\r/gu)) starts.push(match.index + match[0].length);
  else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
