import { escapeText } from '../../core/text/text.js';
import type { Report } from '../../core/report/report.js';
import { ALWAYS_TOLD, NEVER_TOLD, type RunningReport } from '../../core/report/running-report.js';
import { paragraph, type Page } from './layout/page.js';
import { table, type Column, type TableRow } from './layout/table.js';

const COLUMNS: readonly Column[] = [
  { heading: 'engine', side: 'left' },
  { heading: 'from Optimize', side: 'left' },
];

/** Which Optimize was asked, what it says of its engines, and whether it runs with the file. */
export function runningLines(page: Page, { running }: Report): readonly string[] {
  if (running === undefined) return [];
  const { address, version, problem, engines, agrees } = running;
  const which = [
    ...(version === null ? [] : [`Optimize ${version}`]),
    ...(address === null ? [] : [`at ${address}`]),
  ];
  return [
    ...(which.length === 0 ? [] : paragraph(page, '  ', which.join(' '))),
    ...(problem === null ? [] : paragraph(page, '  ? ', `not asked: ${problem}`)),
    ...(engines.length === 0 ? [] : table(page, COLUMNS, engines.map(rowOf))),
    ...(agrees === true
      ? paragraph(page, '  ✓ ', `What can be seen agrees with the configuration: ${ALWAYS_TOLD}.`, 'good')
      : []),
    ...(problem === null ? paragraph(page, '  ', `Not visible: ${NEVER_TOLD}.`, 'faint') : []),
  ];
}

/** Not importing at one moment means nothing. */
function rowOf({ alias, connected, importing }: RunningReport['engines'][number]): TableRow {
  const state = connected === null ? 'unknown' : connected ? 'connected' : 'not connected';
  const text = importing === true ? `${state}, importing` : state;
  return {
    cells: [{ text: escapeText(alias) }, { text, ...(connected === false && { tone: 'warning' as const }) }],
  };
}
