import type { DatabaseRow, EngineRow, EngineStatus, Report } from '../../core/report.js';
import { escapeText } from '../../core/text/text.js';
import type { Page } from './page.js';
import { table, type Column, type TableCell, type TableRow } from './table.js';
import { fitted } from './width.js';

/** Longer names and versions are cut: they would push the numbers off the page. */
const LONGEST_TEXT = 32;

/** A fact that nobody read. */
const UNREAD: TableCell = { text: '?', tone: 'faint' };

const MARKS: Readonly<Record<EngineStatus, TableCell>> = {
  ok: { text: '✓', tone: 'good' },
  failed: { text: '✗', tone: 'error' },
  'not-probed': { text: '–', tone: 'faint' },
};

const VISIBILITY: Readonly<Record<EngineRow['visibility'], TableCell>> = {
  full: { text: 'all' },
  partial: { text: 'part', tone: 'warning' },
  unknown: UNREAD,
};

interface EngineColumn extends Column {
  readonly cell: (row: EngineRow, report: Report) => TableCell;
  /** Left out of runs in which it would say nothing. */
  readonly when?: (report: Report, page: Page) => boolean;
}

const COLUMNS: readonly EngineColumn[] = [
  { heading: ' ', side: 'left', cell: (row) => MARKS[row.status] },
  { heading: 'engine', side: 'left', cell: (row) => nameCell(row) },
  { heading: 'product', side: 'left', cell: (row) => productCell(row) },
  { heading: 'processes', short: 'proc.', side: 'right', cell: (row) => number(row.processDefinitions) },
  { heading: 'decisions', short: 'dec.', side: 'right', cell: (row) => number(row.decisionDefinitions) },
  { heading: 'tenants', short: 'ten.', side: 'right', cell: (row) => number(row.tenants) },
  { heading: 'visible', side: 'left', cell: (row) => VISIBILITY[row.visibility] },
  {
    heading: 'nodes',
    side: 'right',
    cell: (row) => number(row.nodesSeen),
    when: ({ engines }, { verbose }) => verbose || engines.some(({ nodesSeen }) => (nodesSeen ?? 0) > 1),
  },
  { heading: 'ms', side: 'right', cell: (row) => number(row.latencyMs) },
  {
    heading: 'database',
    short: 'db',
    side: 'left',
    cell: (row, { databases }) => ({ text: groupsOf(row.alias, databases) }),
    when: ({ databases }) => databases.length > 0,
  },
  {
    heading: 'address',
    side: 'left',
    cell: (row) => ({ text: escapeText(row.rest ?? '?'), tone: 'faint' }),
    when: (_report, { verbose }) => verbose,
  },
];

/** One row per engine: what it is and has, or the step that failed. Nothing where no engine was asked. */
export function engineLines(page: Page, report: Report): readonly string[] {
  if (report.engines.every((row) => row.status === 'not-probed')) return [];
  const columns = COLUMNS.filter(({ when }) => when?.(report, page) ?? true);
  return table(
    page,
    columns,
    report.engines.map((row) => engineRow(row, columns, report)),
  );
}

/** How a database group is called in the table of engines and in the list of groups. */
export function groupName(index: number): string {
  return `#${index + 1}`;
}

function engineRow(row: EngineRow, columns: readonly EngineColumn[], report: Report): TableRow {
  if (row.status === 'ok') return { cells: columns.map(({ cell }) => cell(row, report)) };
  const cells = [MARKS[row.status], nameCell(row)];
  if (row.status === 'not-probed') return { cells, rest: { text: unaskedText(row), tone: 'faint' } };
  return { cells, rest: { text: row.failure === null ? 'failed' : failureText(row, row.failure) } };
}

/** Why an engine was left out, where it could have been asked, and how to ask it alone. */
function unaskedText({ alias, failure }: EngineRow): string {
  if (failure === null) return 'not probed';
  return `${escapeText(failure.detail)}; --engine ${escapeText(alias)} asks it alone`;
}

/** The step and what came back; the address as well where the detail leaves it out, ready to be tried by hand. */
function failureText(
  { rest, latencyMs }: EngineRow,
  { step, detail }: { step: string; detail: string },
): string {
  const address = rest === null || detail.includes(rest) ? '' : `${escapeText(rest)}: `;
  const time = latencyMs === null ? '' : ` (${Math.round(latencyMs)} ms)`;
  return `${escapeText(step)}: ${address}${escapeText(detail)}${time}`;
}

function nameCell({ alias }: EngineRow): TableCell {
  return { text: fitted(alias, LONGEST_TEXT) };
}

function productCell({ product, version }: EngineRow): TableCell {
  if (product === null && version === null) return UNREAD;
  return { text: fitted(`${product ?? 'unknown product'} ${version ?? '?'}`, LONGEST_TEXT) };
}

function number(value: number | null): TableCell {
  return value === null ? UNREAD : { text: String(Math.round(value)) };
}

/** An engine may be in two groups: of one it is known, of the other it is undecided. */
function groupsOf(alias: string, databases: readonly DatabaseRow[]): string {
  const names = databases.flatMap(({ engines }, index) =>
    engines.includes(alias) ? [groupName(index)] : [],
  );
  return names.length === 0 ? '–' : names.join(' ');
}
