import { SEVERITIES, type Finding, type Severity } from '../../core/finding.js';
import type { Report, ReportOptions } from '../../core/report/report.js';
import { counted } from '../../core/text/text.js';
import { placeOf, repositoryPath } from './places.js';
import { safeLine, safeLines } from './texts.js';

/** As many of one kind GitHub shows for a step; it drops the others without a word. */
const SHOWN = 10;

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands, which GitHub shows as annotations: the worst first, and how many it would not show. */
export function renderGithub(report: Report, options: ReportOptions): string {
  const lines = SEVERITIES.flatMap((severity) => {
    const findings = report.findings.filter((each) => each.severity === severity);
    const left = findings.length - SHOWN;
    return [
      ...findings.slice(0, SHOWN).map((finding) => annotation(finding, report, options)),
      ...(left > 0
        ? [`${left} more of severity ${severity}: GitHub shows ${SHOWN} annotations of a kind.`]
        : []),
    ];
  });
  const defects = report.defects.map(
    (defect) => `::error title=multi-engine::${data(safeLine(`this is a bug in multi-engine: ${defect}`))}`,
  );
  const notes = report.notes.map((note) => `multi-engine: ${safeLine(note)}`);
  return [...defects, ...lines, ...notes, verdict(report)].map((line) => `${line}\n`).join('');
}

function annotation(finding: Finding, report: Report, options: ReportOptions): string {
  const { file, line, column, endLine, endColumn } = placeOf(finding, report);
  const place = {
    file: safeLine(repositoryPath(file, options)),
    line: String(line),
    endLine: String(endLine),
    // A range of several lines has no columns in an annotation, and GitHub counts the last one in.
    ...(line === endLine && { col: String(column), endColumn: String(Math.max(column, endColumn - 1)) }),
    title: safeLine(`${finding.rule} ${finding.name}`),
  };
  const properties = Object.entries(place).map(([name, value]) => `${name}=${property(value)}`);
  const text = [safeLine(finding.message), safeLines(finding.remedy)].join('\n').trimEnd();
  return `::${COMMANDS[finding.severity]} ${properties.join(',')}::${data(text)}`;
}

/** A line that is no command, whatever it holds. */
function verdict({ result, summary, incomplete }: Report): string {
  const counts = SEVERITIES.map((severity) =>
    severity === 'info' ? `${summary.info} info` : counted(summary[severity], severity),
  ).join(', ');
  return `multi-engine: ${incomplete ? 'interrupted' : result}: ${counts}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
