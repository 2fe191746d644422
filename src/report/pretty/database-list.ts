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
  return report.databases.flatMap((row, index) => {
    const start = `  ${groupName(index)}  `;
    const indent = ' '.repeat(start.length);
    const evidence = row.evidence.filter((fact) => page.verbose || !isTold(fact, report));
    return [
      ...paragraph(page, start, `${joined(row.engines.map(escapeText))} ${verdictWords(row)}`),
      ...(page.verbose ? paragraph(page, indent, `decided by ${row.rows.map(escapeText).join(', ')}`) : []),
      ...evidenceLines(page, evidence, page.width - start.length).map((line) => indent + line),
    ];
  });
}

/** Whether a finding above shows the fact already: a short report does not say it twice. */
function isTold(fact: Evidence, { findings }: Report): boolean {
  return findings.some(({ evidence }) =>
    evidence.some(({ kind, detail }) => kind === fact.kind && detail === fact.detail),
  );
}

function verdictWords({ verdict, certainty }: DatabaseRow): string {
  const sure = verdict === 'unknown' ? 'not decided' : CERTAINTY_WORDS[certainty];
  return `${VERDICTS[verdict]} (${sure})`;
}
