import type { ReportOptions } from '../../core/report/report.js';
import { renderHtml } from '../html/index.js';
import { section, table, text } from '../html/text.js';
import type { AccessReport } from './types.js';
import { answerWord, countWords, STANDINGS, standingWord, userWords } from './words.js';

/** The page of all commands, with users against engines first. */
export function renderAccessHtml(report: AccessReport, options: ReportOptions): string {
  return renderHtml(
    report,
    options,
    section('users', 'Who may log in', [`<p>${text(countWords(report))}</p>`, matrix(report), legend()]),
  );
}

function matrix({ users, engines }: AccessReport): string {
  const headings = [
    'user',
    'login',
    ...engines.map(({ alias }) => text(alias, 60)),
    'definitions',
    'because',
  ];
  const rows = users.map((row) => [
    text(userWords(row), 100),
    answerWord(row.admitted),
    ...row.engines.map(standingWord),
    row.admitted === null ? '?' : String(row.definitions.length),
    text(row.reason, 300),
  ]);
  return table('Users and engines', headings, rows);
}

function legend(): string {
  return `<ul>${Object.entries(STANDINGS)
    .map(([word, meaning]) => `<li><strong>${text(word)}</strong>: ${text(meaning)}</li>`)
    .join('')}</ul>`;
}
