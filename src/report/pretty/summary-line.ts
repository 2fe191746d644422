import { SEVERITIES, type Severity } from '../../core/finding.js';
import type { DatabaseRow, Report, ReportResult } from '../../core/report/report.js';
import { counted, escapeText } from '../../core/text/text.js';
import type { Page, Tone } from './layout/page.js';
import { hanging } from './layout/width.js';

const STARTS: Readonly<Record<ReportResult, readonly [tone: Tone, start: string]>> = {
  ok: ['good', '✓'],
  findings: ['error', '✗'],
  inconclusive: ['warning', '! inconclusive:'],
};

const GROUPS: Readonly<Record<DatabaseRow['verdict'], (count: number) => string>> = {
  'same-node': (count) => `${counted(count, 'engine')} listed more than once`,
  shared: (count) => counted(count, 'shared database'),
  cloned: (count) => counted(count, 'copied database'),
  unknown: (count) => counted(count, 'undecided group'),
};

/**
 * The whole run in one sentence: how it ended, what was found and where, what was looked at, what went wrong. One line where programs read it,
 * so that the last line is the verdict.
 */
export function summaryLines({ paint, width, onTerminal = false }: Page, report: Report): readonly string[] {
  const [tone, start] = report.incomplete ? (['warning', '! interrupted:'] as const) : STARTS[report.result];
  const parts = [
    findingsText(report) + filesText(report.files) + optimizeText(report),
    enginesText(report),
    databasesText(report),
    rulesText(report),
    report.defects.length === 0 ? '' : `${counted(report.defects.length, 'defect')} of the tool itself`,
  ];
  const text = `${start} ${parts.filter((part) => part !== '').join('; ')}`;
  const [first = '', ...rest] = hanging(text, onTerminal ? width : Infinity);
  return [paint(tone, start) + first.slice(start.length), ...rest];
}

function findingsText({ summary }: Report): string {
  const found = SEVERITIES.filter((severity) => summary[severity] > 0);
  const counts = found.map((severity) => countText(severity, summary[severity]));
  const suppressed = summary.suppressed === 0 ? '' : ` (${summary.suppressed} suppressed)`;
  return (counts.length === 0 ? 'no findings' : counts.join(', ')) + suppressed;
}

function countText(severity: Severity, count: number): string {
  return severity === 'info' ? `${count} info` : counted(count, severity);
}

function filesText(files: readonly string[]): string {
  if (files.length > 2) return ` in ${counted(files.length, 'file')}`;
  return files.length === 0 ? '' : ` in ${files.map(escapeText).join(' and ')}`;
}

function optimizeText({ optimize }: Report): string {
  if (optimize === null) return '';
  return optimize === 'none' ? ' without Optimize' : ` for Optimize ${escapeText(optimize)}`;
}

/** Engines that nobody asked are worth a word only where others were asked. */
function enginesText({ engines }: Report): string {
  if (engines.length === 0) return '';
  const asked = engines.filter(({ status }) => status !== 'not-probed');
  const failed = engines.filter(({ status }) => status === 'failed').length;
  const left = asked.length === 0 ? 0 : engines.length - asked.length;
  return [
    counted(asked.length > 0 ? engines.length : differentOf(engines), 'engine'),
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(left === 0 ? [] : [`${left} not probed`]),
  ].join(', ');
}

/** Nodes of one Optimize name the same engines. */
function differentOf(engines: Report['engines']): number {
  return new Set(engines.map(({ alias, name, rest }) => JSON.stringify([alias, name, rest]))).size;
}

function databasesText({ databases }: Report): string {
  const verdicts = new Set(databases.map(({ verdict }) => verdict));
  return [...verdicts]
    .map((verdict) => GROUPS[verdict](databases.filter((row) => row.verdict === verdict).length))
    .join(', ');
}

function rulesText({ coverage, summary }: Report): string {
  if (coverage.length === 0) return '';
  const rules = counted(coverage.length, 'rule');
  return summary.skipped === 0 ? rules : `${summary.skipped} of ${rules} not on every engine`;
}
