import { escapeText } from '../../core/text/text.js';
import type { AccessReport, UserRow } from './types.js';
import { answerWord, countWords, grantsWords, STANDINGS, standingWord, userWords } from './words.js';

/** The same as the report for people, for a page or a comment. */
export function renderAccessMarkdown(report: AccessReport): string {
  const users = report.detailed ? report.users : [];
  const blocks = [
    ['# Who may log in', '', `${text(countWords(report))}.`, '', ...matrix(report), '', ...legend(report)],
    ...users.map(userLines),
    ...findings(report),
    ...(report.notes.length === 0 ? [] : [report.notes.map((note) => `- ${text(note)}`)]),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function matrix({ users, engines }: AccessReport): readonly string[] {
  const headings = ['user', 'login', ...engines.map(({ alias }) => text(alias)), 'definitions'];
  const rows = users.map((row) => [
    text(userWords(row)),
    answerWord(row.admitted),
    ...row.engines.map(standingWord),
    row.admitted === null ? '?' : String(row.definitions.length),
  ]);
  return table(headings, rows);
}

function legend({ users }: AccessReport): readonly string[] {
  const used = new Set<string>(users.flatMap(({ engines }) => engines.map(standingWord)));
  return Object.entries(STANDINGS)
    .filter(([word]) => used.has(word))
    .map(([word, meaning]) => `- **${word}**: ${meaning}`);
}

function userLines(row: UserRow): readonly string[] {
  const seen = row.definitions.map(({ kind, key, tenant, engine, by }) =>
    [kind, key, tenant ?? '', engine, grantsWords(by)].map(text),
  );
  const hidden = row.hidden.map(({ kind, key, tenant, engine, because }) =>
    [kind, key, tenant ?? '', engine, because].map(text),
  );
  const columns = ['kind', 'key', 'tenant', 'engine'];
  return [
    `## ${text(userWords(row))}`,
    '',
    `Login: **${answerWord(row.admitted)}**, ${text(row.reason)}.`,
    ...titled('Sees', table([...columns, 'by'], seen), seen.length),
    ...titled('Does not see', table([...columns, 'because'], hidden), hidden.length),
    ...listed(
      'Not known',
      row.unknown.map(({ engine, because }) => `${engine}: ${because}`),
    ),
    ...listed(
      'The rules of the code differ',
      row.disagreements.map(
        ({ about, documented, code }) => `${about}. Documented: ${documented}. Code: ${code}.`,
      ),
    ),
    ...listed(
      'Step by step',
      (row.explanation ?? []).map(
        ({ engine, question, steps, result }) => `${engine}: ${question}: ${result} (${steps.join('; ')})`,
      ),
    ),
  ];
}

function findings({ findings: found }: AccessReport): readonly (readonly string[])[] {
  if (found.length === 0) return [];
  const rows = found.map(({ rule, severity, message }) => [rule, severity, text(message)]);
  return [['## Findings', '', ...table(['rule', 'severity', 'finding'], rows)]];
}

function titled(title: string, lines: readonly string[], count: number): readonly string[] {
  return count === 0 ? [] : ['', `### ${title}`, '', ...lines];
}

function listed(title: string, items: readonly string[]): readonly string[] {
  return titled(
    title,
    items.map((item) => `- ${text(item)}`),
    items.length,
  );
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** A text from outside: no control characters, and nothing that Markdown or HTML would take for its own. */
function text(outside: string): string {
  return escapeText(outside).replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&');
}
