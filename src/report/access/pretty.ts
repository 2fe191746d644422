import type { ReportOptions } from '../../core/report/report.js';
import { counted, escapeText } from '../../core/text/text.js';
import { skippedLines } from '../pretty/coverage-list.js';
import { blocksOf } from '../pretty/findings/blocks.js';
import { findingBlock, findingLine } from '../pretty/findings/finding-block.js';
import {
  pageFor,
  paragraph,
  section,
  unpainted,
  type Page,
  type Paint,
  type Tone,
} from '../pretty/layout/page.js';
import { table, type Column, type TableCell } from '../pretty/layout/table.js';
import { phaseLines } from '../pretty/timings.js';
import type { AccessReport, StandingRow } from './types.js';
import { userBlock, viewerLines } from './user-block.js';
import { answerWord, countWords, STANDINGS, standingWord, userWords } from './words.js';

/** Users against engines, then each user at length, then what was found besides. */
export function renderAccessPretty(
  report: AccessReport,
  options: ReportOptions,
  paint: Paint = unpainted,
): string {
  const page = pageFor(options, paint);
  if (options.quiet) return `${quietLines(page, report).join('\n')}\n`;
  const blocks = [
    section(page, 'Who may log in', [...matrixLines(page, report), ...legend(page, report)]),
    ...(report.definition === null ? [] : [viewerLines(page, report, report.definition)]),
    ...(report.detailed && report.definition === null ? report.users : []).map((user) =>
      userBlock(page, user),
    ),
    ...blocksOf(report.findings).map((block) => findingBlock(page, block, report.sources)),
    section(page, 'Not checked', skippedLines(page, report.coverage)),
    section(page, 'Phases', options.timings ? phaseLines(page, report) : []),
    report.notes.flatMap((note) => paragraph(page, '! ', note)),
    [summary(page, report)],
  ];
  const shown = blocks.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** One line per user, the findings, and the summary. */
function quietLines(page: Page, report: AccessReport): readonly string[] {
  const users = report.users.map(
    (row) => `${escapeText(row.user)}: ${answerWord(row.admitted)}, ${escapeText(row.reason)}`,
  );
  const findings = blocksOf(report.findings).map((block) => findingLine(page, block));
  const notes = report.notes.flatMap((note) => paragraph(page, '! ', note));
  return [...users, ...findings, ...notes, summary(page, report)];
}

function matrixLines(page: Page, { users, engines }: AccessReport): readonly string[] {
  const columns: readonly Column[] = [
    { heading: 'user', side: 'left' },
    { heading: 'login', side: 'left' },
    ...engines.map(({ alias }): Column => ({ heading: escapeText(alias), side: 'left' })),
    { heading: 'definitions', short: 'defs', side: 'right' },
  ];
  const rows = users.map((row) => {
    const seen = row.admitted === null ? '?' : String(row.definitions.length);
    const cells: readonly TableCell[] = [
      { text: escapeText(userWords(row)) },
      { text: answerWord(row.admitted), tone: toneOf(row.admitted) },
      ...row.engines.map(standingCell),
      { text: row.unknown.length > 0 && seen !== '?' ? `${seen}+?` : seen },
    ];
    return { cells };
  });
  return table(page, columns, rows);
}

function standingCell(row: StandingRow): TableCell {
  const text = standingWord(row);
  if (text === 'optimize') return { text, tone: 'good' };
  return text === 'right only' || text === '?' ? { text, tone: 'warning' } : { text, tone: 'faint' };
}

function toneOf(admitted: boolean | null): Tone {
  if (admitted === null) return 'warning';
  return admitted ? 'good' : 'error';
}

/** Only the words that stand in the matrix. */
function legend(page: Page, { users }: AccessReport): readonly string[] {
  const used = new Set(users.flatMap(({ engines }) => engines.map(standingWord)));
  const lines = Object.entries(STANDINGS)
    .filter(([word]) => [...used].some((each) => each === word))
    .flatMap(([word, meaning]) => paragraph(page, `  ${word}: `, meaning));
  return lines.length === 0 ? [] : ['', ...lines.map((line) => page.paint('faint', line))];
}

function summary(page: Page, report: AccessReport): string {
  const counts = escapeText(countWords(report));
  if (report.incomplete) return `${page.paint('warning', '! interrupted:')} ${counts}`;
  if (report.result === 'inconclusive') return `${page.paint('warning', '! inconclusive:')} ${counts}`;
  const findings = report.findings.length === 0 ? '' : `; ${counted(report.findings.length, 'finding')}`;
  const [tone, mark] = report.result === 'ok' ? (['good', '✓'] as const) : (['error', '✗'] as const);
  return `${page.paint(tone, mark)} ${counts}${findings}`;
}
