import { append } from '../../core/many.js';
import { SEVERITIES, type Finding } from '../../core/finding.js';
import type { Report } from '../../core/report/report.js';
import { counted, escapeText, joined, shortened } from '../../core/text/text.js';
import { codeBlock, folded, markdownTable, markdownText } from './text.js';

/** GitHub takes a comment of 65,536 characters; what is left out is counted. */
const LONGEST_COMMENT = 60_000;

/** So many findings have a row; the first ones have their details below as well, as long as there is room. */
const ROWS = 100;

/** A comment for a pull request: the verdict, a table, and everything else folded away. */
export function renderMarkdown(report: Report): string {
  const head = [
    // By this whoever posts it finds the one of the run before, and changes it.
    `<!-- multi-engine ${report.command} -->`,
    `## ${verdict(report)}`,
    '',
    scope(report),
    '',
    ...findingsTable(report),
  ];
  const tail = [...engineTable(report), ...databaseTable(report), ...notChecked(report), ...troubles(report)];
  return `${withinLimit(head, report.findings.map(details), tail).join('\n').trimEnd()}\n`;
}

/** As many details as there is room for. */
function withinLimit(
  head: readonly string[],
  parts: readonly (readonly string[])[],
  tail: readonly string[],
): readonly string[] {
  let room = LONGEST_COMMENT - lengthOf(head) - lengthOf(tail);
  const shown: string[] = [];
  let left = parts.length;
  for (const part of parts) {
    room -= lengthOf(part);
    if (room < 0) break;
    append(shown, part);
    left -= 1;
  }
  return [...head, ...shown, ...(left > 0 ? [`Details of ${left} more are left out.`, ''] : []), ...tail];
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function verdict({ result, summary, incomplete, command }: Report): string {
  const counts = SEVERITIES.filter((severity) => summary[severity] > 0).map((severity) =>
    severity === 'info' ? `${summary.info} info` : counted(summary[severity], severity),
  );
  const found = counts.length === 0 ? 'no findings' : joined(counts);
  if (incomplete) return `multi-engine ${command}: interrupted, ${found} so far`;
  return `multi-engine ${command}: ${result === 'inconclusive' ? `inconclusive, ${found}` : found}`;
}

function scope({ files, engines, coverage, optimize, summary }: Report): string {
  const parts = [
    ...(files.length === 0
      ? []
      : [
          files.length > 3
            ? counted(files.length, 'file')
            : files.map((file) => markdownText(file)).join(', '),
        ]),
    ...(optimize === null
      ? []
      : [optimize === 'none' ? 'without Optimize' : `for Optimize ${markdownText(optimize)}`]),
    counted(engines.length, 'engine'),
    counted(coverage.length, 'rule'),
    ...(summary.suppressed === 0 ? [] : [`${summary.suppressed} suppressed`]),
  ];
  return parts.join(' · ');
}

function findingsTable({ findings }: Report): readonly string[] {
  if (findings.length === 0) return [];
  const rows = findings
    .slice(0, ROWS)
    .map((each) => [
      each.severity,
      `${each.rule} ${each.name}`,
      markdownText(each.message, 300),
      placeOf(each),
    ]);
  const left = findings.length - rows.length;
  return [
    ...markdownTable(['severity', 'rule', 'finding', 'place'], rows),
    ...(left > 0 ? ['', `and ${counted(left, 'finding')} more.`] : []),
    '',
  ];
}

function placeOf({ locations: [first] }: Finding): string {
  return first === undefined ? '' : `${markdownText(first.file, 200)}:${first.line}`;
}

function details({ rule, name, message, remedy, evidence, engines }: Finding): readonly string[] {
  const title = `${rule} ${name}${engines.length === 0 ? '' : `: ${engines.map((each) => shortened(each, 60)).join(', ')}`}`;
  const lines = shortened(remedy.trimEnd(), 4_000).split(/\r?\n/).map(escapeText);
  return folded(title, [
    markdownText(message),
    ...(remedy.trim() === '' ? [] : ['', ...codeBlock(lines, 'text')]),
    ...(evidence.length === 0 ? [] : ['']),
    ...evidence
      .slice(0, 10)
      .map(
        (fact) =>
          `- ${fact.engines.map((each) => markdownText(each, 60)).join(', ')}${fact.engines.length === 0 ? '' : ': '}${markdownText(fact.detail)}`,
      ),
    ...(evidence.length > 10 ? [`- and ${evidence.length - 10} more`] : []),
  ]);
}

/** Engines that nobody asked have nothing to tell. */
function engineTable({ engines }: Report): readonly string[] {
  if (engines.every(({ status }) => status === 'not-probed')) return [];
  const rows = engines
    .slice(0, ROWS)
    .map((row) => [
      markdownText(row.alias, 60),
      row.status,
      markdownText(
        row.failure?.detail ?? [row.product, row.version].filter((each) => each !== null).join(' '),
        200,
      ),
      String(row.processDefinitions ?? '?'),
      String(row.decisionDefinitions ?? '?'),
    ]);
  return folded(
    counted(engines.length, 'engine'),
    markdownTable(['engine', 'status', 'what', 'processes', 'decisions'], rows),
  );
}

function databaseTable({ databases }: Report): readonly string[] {
  if (databases.length === 0) return [];
  const rows = databases.map(({ verdict: what, certainty, engines }) => [
    what,
    certainty,
    engines.map((each) => markdownText(each, 60)).join(', '),
  ]);
  return folded(
    counted(databases.length, 'database group'),
    markdownTable(['verdict', 'certainty', 'engines'], rows),
  );
}

function notChecked({ coverage }: Report): readonly string[] {
  const skips = coverage.flatMap(({ rule, skipped }) => skipped.map((skip) => ({ rule, ...skip })));
  if (skips.length === 0) return [];
  const byReason = new Map<string, { rules: Set<string>; engines: Set<string> }>();
  for (const { rule, engines, because } of skips) {
    const entry = byReason.get(because) ?? { rules: new Set<string>(), engines: new Set<string>() };
    byReason.set(because, entry);
    entry.rules.add(rule);
    for (const alias of engines) entry.engines.add(alias);
  }
  const lines = [...byReason].slice(0, 50).map(([because, { rules, engines }]) => {
    const where =
      engines.size === 0
        ? ''
        : `${[...engines]
            .slice(0, 8)
            .map((each) => markdownText(each, 60))
            .join(', ')}: `;
    return `- ${where}${markdownText(because, 300)} (${[...rules].join(', ')})`;
  });
  return folded(`Not checked (${counted(byReason.size, 'reason')})`, lines);
}

function troubles({ defects, notes }: Report): readonly string[] {
  return [
    ...defects.map(
      (defect) => `- This is a bug in multi-engine, please report it: ${markdownText(defect, 300)}`,
    ),
    ...notes.map((note) => `- ${markdownText(note, 300)}`),
  ];
}
