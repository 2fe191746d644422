import { wrap } from '../../../core/text/wrap.js';
import { graphemeCells, type Cell } from './graphemes.js';

export type { Cell } from './graphemes.js';

/** One UTF-16 unit, one column: Latin letters and the report's own signs. Spares most runs the slow way below. */
const PLAIN =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u2013\u2026\u2192\u2502\u256d\u251c\u2570\u2500\u2713\u2717]*$/;

/** The characters of a text from outside, made safe to print. */
export function cellsOf(text: string): readonly Cell[] {
  if (PLAIN.test(text)) {
    return Array.from(text, (character, start) => ({ text: character, start, end: start + 1, width: 1 }));
  }
  return [...graphemeCells(text)];
}

/** Columns of a text that is already safe to print. */
export function widthOf(text: string): number {
  return PLAIN.test(text) ? text.length : total(cellsOf(text));
}

export function total(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

export function textOf(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.text).join('');
}

/** Makes a text from outside safe and no wider than `limit`; a cut is shown, and what is behind it not looked at. */
export function fitted(text: string, limit: number): string {
  if (PLAIN.test(text)) return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
  const cells: Cell[] = [];
  let width = 0;
  for (const cell of graphemeCells(text)) {
    cells.push(cell);
    width += cell.width;
    if (width > limit) return `${textOf(leading(cells, limit - 1))}…`;
  }
  return textOf(cells);
}

/** As many of the first cells as `room` columns hold. */
export function leading(cells: readonly Cell[], room: number): readonly Cell[] {
  let left = room;
  const end = cells.findIndex((cell) => (left -= cell.width) < 0);
  return end === -1 ? cells : cells.slice(0, end);
}

export function padded(text: string, width: number, side: 'left' | 'right'): string {
  const fill = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'left' ? text + fill : fill + text;
}

/** Breaks a safe text at blanks, by the columns that it takes. */
export function wrapped(text: string, width: number): readonly string[] {
  return wrap(text, width, widthOf);
}

/** Wraps a safe text; all lines but the first stand two columns in, so that the next text is seen to be another. */
export function hanging(text: string, width: number): readonly string[] {
  const [first = '', ...rest] = wrapped(text, width);
  return rest.length === 0
    ? [first]
    : [first, ...wrapped(rest.join(' '), width - 2).map((line) => `  ${line}`)];
}
