import { cellsOf, leading, textOf, total, type Cell } from '../layout/width.js';

const CUT = '…';

/** The part of a source line that fits on the page. */
export interface Excerpt {
  readonly cells: readonly Cell[];
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** Where an underline stands below an excerpt, in columns. */
export interface Underline {
  readonly left: number;
  readonly length: number;
}

/** Cuts a line around the UTF-16 offset `at`, a third of the room before it and the rest behind it. */
export function excerptOf(line: string, at: number, room: number): Excerpt {
  // Only the neighbourhood is looked at: a file of three million characters may be one line.
  const from = Math.max(0, at - 2 * room);
  const to = Math.min(line.length, at + 2 * room);
  const cells = cellsOf(line.slice(from, to)).map((cell) => moved(cell, from));
  if (to - from === line.length && total(cells) <= room) return { cells, cutBefore: false, cutAfter: false };
  const before = cells.filter((cell) => cell.end <= at);
  const after = cells.slice(before.length);
  const forCells = room - 2 * CUT.length;
  const lead = leading(before.toReversed(), Math.max(Math.floor(room / 3), forCells - total(after)));
  const shown = [...lead.toReversed(), ...leading(after, forCells - total(lead))];
  return {
    cells: shown,
    cutBefore: (shown[0]?.start ?? 0) > 0,
    cutAfter: (shown.at(-1)?.end ?? 0) < line.length,
  };
}

export function excerptText({ cells, cutBefore, cutAfter }: Excerpt): string {
  return (cutBefore ? CUT : '') + textOf(cells) + (cutAfter ? CUT : '');
}

/** Whether the place at the UTF-16 offset `at` can be seen; the end of a line is a place as well. */
export function holds({ cells, cutAfter }: Excerpt, at: number): boolean {
  return !cutAfter || at < (cells.at(-1)?.end ?? 0);
}

/** Below the characters that the range touches; one column for an empty range. */
export function underlineOf({ cells, cutBefore }: Excerpt, from: number, to: number): Underline {
  const before = cells.filter((cell) => cell.end <= from);
  const below = cells.filter((cell) => cell.start < to && cell.end > from);
  return { left: total(before) + (cutBefore ? 1 : 0), length: Math.max(1, total(below)) };
}

function moved(cell: Cell, by: number): Cell {
  return { ...cell, start: cell.start + by, end: cell.end + by };
}
