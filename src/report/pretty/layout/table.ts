import { greatest } from '../../../core/many.js';
import type { Page, Tone } from './page.js';
import { hanging, padded, widthOf } from './width.js';

/** A piece of text in a table, safe to print. */
export interface TableCell {
  readonly text: string;
  readonly tone?: Tone;
}

export interface Column {
  readonly heading: string;
  /** The heading where the page is too narrow for all of them. */
  readonly short?: string;
  /** Numbers stand to the right, so that their digits can be compared. */
  readonly side: 'left' | 'right';
}

/** Cells for the first columns, or for all; `rest` runs from the last of them to the edge of the page. */
export interface TableRow {
  readonly cells: readonly TableCell[];
  readonly rest?: TableCell;
}

const GAP = '  ';

/** Aligned columns below their headings, indented by two; no headings where no row comes that far. */
export function table(page: Page, columns: readonly Column[], rows: readonly TableRow[]): readonly string[] {
  const full = widthsOf(columns, rows);
  const total = full.reduce((sum, width) => sum + width + GAP.length, 0);
  const titles = columns.map(({ heading, short }) => (total > page.width ? (short ?? heading) : heading));
  const fitting = columns.map((column, index) => ({ ...column, heading: titles[index] ?? '' }));
  const widths = widthsOf(fitting, rows);
  const headings = fitting.map(({ heading }): TableCell => ({ text: heading, tone: 'faint' }));
  const titled = rows.some(({ cells }) => cells.length === columns.length) ? [{ cells: headings }] : [];
  return [...titled, ...rows].flatMap((row) => rowLines(page, fitting, widths, row));
}

function widthsOf(columns: readonly Column[], rows: readonly TableRow[]): readonly number[] {
  return columns.map(({ heading }, index) =>
    greatest(
      rows.map(({ cells }) => widthOf(cells[index]?.text ?? '')),
      widthOf(heading),
    ),
  );
}

function rowLines(
  { paint, width }: Page,
  columns: readonly Column[],
  widths: readonly number[],
  { cells, rest }: TableRow,
): readonly string[] {
  const dress = ({ text, tone }: TableCell): string => (tone === undefined ? text : paint(tone, text));
  const padding = cells.map(({ text, tone }, index) => {
    const column = padded(text, widths[index] ?? 0, columns[index]?.side ?? 'left');
    // The last text of a line is not padded: blanks at the end of lines are noise in files and diffs.
    const last = index === cells.length - 1 && rest === undefined;
    return GAP + dress({ text: last ? column.trimEnd() : column, ...(tone && { tone }) });
  });
  const start = padding.join('');
  if (rest === undefined) return [start];
  const left = cells.reduce((sum, _cell, index) => sum + (widths[index] ?? 0) + GAP.length, GAP.length);
  return hanging(rest.text, Math.max(20, width - left)).map((line, index) => {
    const before = index === 0 ? start + GAP : ' '.repeat(left);
    return before + dress({ ...rest, text: line });
  });
}
