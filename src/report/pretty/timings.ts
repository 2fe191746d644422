import type { Report } from '../../core/report/report.js';
import { escapeText } from '../../core/text/text.js';
import { paragraph, type Page } from './layout/page.js';
import { table, type Column, type TableCell } from './layout/table.js';
import { fitted } from './layout/width.js';

const LONGEST_ALIAS = 32;

const PHASE_COLUMNS: readonly Column[] = [
  { heading: 'ms', side: 'right' },
  { heading: 'phase', side: 'left' },
];

const REQUEST_COLUMNS: readonly Column[] = [
  { heading: 'ms', side: 'right' },
  { heading: 'status', side: 'right' },
  { heading: 'engine', side: 'left' },
  { heading: 'request', side: 'left' },
];

/** Where the time of the run went. */
export function phaseLines(page: Page, { timings }: Report): readonly string[] {
  const rows = timings.map(({ phase, milliseconds }) => ({
    cells: [rounded(milliseconds), { text: escapeText(phase) }],
  }));
  return rows.length === 0 ? [] : table(page, PHASE_COLUMNS, rows);
}

/** Every request, by engine and in the order in which they were sent. */
export function requestLines(page: Page, { engines }: Report): readonly string[] {
  const rows = engines.flatMap(({ alias, requests }) =>
    requests.map(({ resource, status, milliseconds, retried }) => ({
      cells: [
        rounded(milliseconds),
        { text: String(status ?? '–') },
        { text: fitted(alias, LONGEST_ALIAS) },
        { text: `${escapeText(resource)}${retried === undefined ? '' : `, again ${after(retried)}`}` },
      ],
    })),
  );
  return rows.length === 0 ? [] : table(page, REQUEST_COLUMNS, rows);
}

/** Requests that were sent a second time. */
export function repeatedLines(page: Page, { engines }: Report): readonly string[] {
  return engines.flatMap(({ alias, requests }) =>
    requests.flatMap(({ resource, retried }) => {
      if (retried === undefined) return [];
      const what = `${escapeText(resource)} was asked for again ${after(retried)}`;
      return paragraph(page, '  ', `${fitted(alias, LONGEST_ALIAS)}: ${what}`);
    }),
  );
}

function after(reason: number | 'reset'): string {
  return reason === 'reset' ? 'after the connection was closed' : `after ${reason}`;
}

function rounded(milliseconds: number): TableCell {
  return { text: String(Math.round(milliseconds)) };
}
