import type { EngineRow, EngineStatus, Report } from '../../core/report/report.js';
import { escapeText } from '../../core/text/text.js';
import type { Page } from './layout/page.js';
import { table, type Column, type TableCell, type TableRow } from './layout/table.js';
import { fitted } from './layout/width.js';

/** Longer names are cut: they would push the addresses off the page. */
const LONGEST_NAME = 32;

const MARKS: Readonly<Record<EngineStatus, TableCell>> = {
  ok: { text: '✓', tone: 'good' },
  failed: { text: '✗', tone: 'error' },
  'not-probed': { text: '–', tone: 'faint' },
};

/** The address runs to the edge of the page and has no heading: every line explains itself. */
const COLUMNS: readonly Column[] = [
  { heading: '', side: 'left' },
  { heading: '', side: 'left' },
  { heading: '', side: 'left' },
  { heading: '', side: 'right' },
  { heading: '', side: 'left' },
];

/**
 * One line per engine, those that failed first: whether it answers, or the step that failed; how long it took, where, and what came back.
 * Nothing where none was to be asked.
 */
export function statusLines(page: Page, { engines }: Report): readonly string[] {
  if (engines.every(({ status, notAsked }) => status === 'not-probed' && notAsked === undefined)) return [];
  const failed = engines.filter(({ status }) => status === 'failed');
  const others = engines.filter(({ status }) => status !== 'failed');
  // Programs find an engine by its line: only a terminal has an edge.
  const unbroken = page.onTerminal === true ? page : { ...page, width: Infinity };
  return table(unbroken, COLUMNS, [...failed, ...others].map(statusRow));
}

function statusRow(row: EngineRow): TableRow {
  const { alias, status, failure } = row;
  const took = row.latencyMs ?? failure?.milliseconds ?? null;
  const cells = [
    MARKS[status],
    { text: fitted(alias, LONGEST_NAME) },
    verdictCell(row),
    { text: took === null ? '' : `${Math.round(took)} ms` },
  ];
  return {
    cells,
    rest: { text: escapeText(addressText(row)), ...(status !== 'failed' && { tone: 'faint' }) },
  };
}

function verdictCell({ status, failure }: EngineRow): TableCell {
  if (status === 'ok') return { text: 'ok', tone: 'good' };
  if (status === 'not-probed') return { text: 'not asked', tone: 'faint' };
  return { text: fitted(failure?.step ?? 'failed', LONGEST_NAME), tone: 'error' };
}

/** The address, and what came back instead of an engine or why nobody asked; the address alone where that names it. */
function addressText({ alias, rest, status, failure, notAsked }: EngineRow): string {
  const address = rest ?? 'no address';
  if (notAsked !== undefined) return rest === null ? notAsked : `${address}: ${notAsked}`;
  if (failure === null) return address;
  if (status === 'not-probed') return `${failure.detail}; --engine ${alias} asks it alone`;
  return rest !== null && failure.detail.includes(rest) ? failure.detail : `${address}: ${failure.detail}`;
}
