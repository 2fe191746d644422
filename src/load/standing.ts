import { lineIndexOf } from './text/lines.js';
import type { CarriedText, SourceFile, Span } from './types.js';

/** A range of lines and columns, as people count. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where a range of a text is in a file that people can open; the text itself may be a part of that file only. */
export interface Standing extends Range {
  readonly file: string;
  /** The same range in the text that is a part of the file. */
  readonly carried: {
    readonly name: string;
    readonly form: CarriedText['form'];
    readonly range: Range;
  } | null;
}

export function standing(file: SourceFile, span: Span): Standing {
  const { carried } = file;
  const range = rangeIn(file, span);
  if (carried === undefined) return { file: file.name, ...range, carried: null };
  const inCarrier = rangeIn(carried.file, placedIn(carried, span));
  return { file: carried.file.name, ...inCarrier, carried: { name: file.name, form: carried.form, range } };
}

/** The name under which people know the file. */
export function openedName({ name, carried }: SourceFile): string {
  return carried?.file.name ?? name;
}

/** The name of a text, however many nodes read it. */
export function textName({ name, carried }: SourceFile): string {
  return carried === undefined ? name : `${carried.file.name}#${carried.part}`;
}

/** A text that is empty is where it would be. */
function placedIn({ places, text }: CarriedText, { start, end }: Span): Span {
  const from = places.at(start);
  return { start: from, end: end > start || text === '' ? Math.max(from, places.endAt(end)) : from };
}

function rangeIn(file: SourceFile, { start, end }: Span): Range {
  const index = lineIndexOf(file);
  const [from, to] = [index.position(start), index.position(end)];
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}
