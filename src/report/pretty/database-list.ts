import type { Evidence } from '../../core/finding.js';
import type { DatabaseRow, Report } from '../../core/report/report.js';
import { escapeText, joined } from '../../core/text/text.js';
import { groupName } from './engine-table.js';
import { evidenceLines } from './findings/evidence-lines.js';
import { CERTAINTY_WORDS, paragraph, type Page } from './layout/page.js';

/** What the verdict says of the members of a group. */
const VERDICTS: Readonly<Record<DatabaseRow['verdict'], string>> = {
  'same-node': 'are one and the same engine',
  shared: 'share a database',
  cloned: 'have databases copied from one another',
  unknown: 'share a database or have copies of it',
};

/** Groups of engines by their databases, each with its verdict, how sure it is, and what it rests on. */
export function databaseLines(page: Page, report: Report): readonly string[] {
  const told = new Set(report.findings.flatMap(({ evidence }) => evidence.map(factOf)));
  return report.databases.flatMap((row, index) => {
    const start = `  ${groupName(index)}  `;
    const indent = ' '.repeat(start.length);
    // What a finding above shows already, a short report does not say twice.
    const evidence = row.evidence.filter((fact) => page.verbose || !told.has(factOf(fact)));
    return [
      ...paragraph(page, start, `${joined(row.engines.map(escapeText))} ${verdictWords(row)}`),
      ...(page.verbose ? paragraph(page, indent, `decided by ${row.rows.map(escapeText).join(', ')}`) : []),
      ...evidenceLines(page, evidence, page.width - start.length).map((line) => indent + line),
    ];
  });
}

function factOf({ kind, detail }: Evidence): string {
  return JSON.stringify([kind, detail]);
}

function verdictWords({ verdict, certainty }: DatabaseRow): string {
  const sure = verdict === 'unknown' ? 'not decided' : CERTAINTY_WORDS[certainty];
  return `${VERDICTS[verdict]} (${sure})`;
}
