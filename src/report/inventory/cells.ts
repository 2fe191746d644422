import { escapeText, shortened } from '../../core/text/text.js';

/** A spreadsheet takes 32,767 characters in a cell. */
const LONGEST = 8_000;

/** Rows as RFC 4180 writes them. */
export function csvText(rows: Iterable<readonly string[]>): string {
  let text = '';
  for (const row of rows) text += `${row.map(cell).join(',')}\r\n`;
  return text;
}

/**
 * Spreadsheets run what starts like a formula, also in full width, whoever wrote it; a leading quote keeps it text. By hand, because that
 * guard is what matters here and the quotes that a package would add are one line more.
 */
function cell(text: string): string {
  const printable = escapeText(shortened(text, LONGEST));
  const safe = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(printable) ? `'${printable}` : printable;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
