import type { DatabaseRow, EngineRow, Report } from '../../core/report/report.js';
import type { Page } from './layout/page.js';
import { table, type Column, type TableCell } from './layout/table.js';
import { fitted } from './layout/width.js';

/** Longer names and versions are cut: they would push the numbers off the page. */
const LONGEST_TEXT = 32;

/** A fact that nobody read. */
const UNREAD: TableCell = { text: '?', tone: 'faint' };

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
  {
    heading: 'database',
    short: 'db',
    side: 'left',
    cell: (row, { databases }) => ({ text: groupsOf(row.alias, databases) }),
    when: ({ databases }) => databases.length > 0,
  },
];

/** One row for each engine that answered to the end: what it is, and how much it has. */
export function engineLines(page: Page, report: Report): readonly string[] {
  const answered = report.engines.filter(({ status }) => status === 'ok');
  if (answered.length === 0) return [];
  const columns = COLUMNS.filter(({ when }) => when?.(report, page) ?? true);
  const rows = answered.map((row) => ({ cells: columns.map(({ cell }) => cell(row, report)) }));
  return table(page, columns, rows);
}

/** How a database group is called in the table of engines and in the list of groups. */
export function groupName(index: number): string {
  return `#${index + 1}`;
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
