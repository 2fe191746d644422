import { escapeText } from '../../core/text/text.js';
import { paragraph, type Page } from '../pretty/layout/page.js';
import { table, type Column } from '../pretty/layout/table.js';
import type { AccessReport, UserRow } from './types.js';
import { answerWord, grantsWords, userWords } from './words.js';

/** Hidden definitions for one reason that are named unless everything is asked for. */
const NAMES_SHOWN = 6;

/** One user at length: in or out and why, by what; what is seen and what is not; where the models part. */
export function userBlock(page: Page, row: UserRow): readonly string[] {
  return [
    page.paint('title', escapeText(userWords(row))),
    ...paragraph(page, '  ', `login: ${answerWord(row.admitted)}, ${row.reason}`, 'strong'),
    ...rightLines(page, row),
    ...labelled(page, 'sees', seenLines(page, row)),
    ...labelled(page, 'tenants', tenantLines(page, row)),
    ...labelled(page, 'does not see', hiddenLines(page, row)),
    ...labelled(page, 'not known', unknownLines(page, row)),
    ...labelled(page, 'the rules of the code differ', differenceLines(page, row)),
    ...labelled(page, 'step by step', explanationLines(page, row)),
  ];
}

function labelled(page: Page, label: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`  ${page.paint('faint', label)}`, ...lines];
}

/** The authorizations that let the user use Optimize. */
function rightLines(page: Page, { engines }: UserRow): readonly string[] {
  return engines
    .filter(({ by }) => by.length > 0)
    .flatMap(({ alias, by }) => paragraph(page, '    ', `${alias}: ${grantsWords(by)}`));
}

/** Behind them stands, without a heading, by which authorizations. */
function columns(first: string): readonly Column[] {
  return [
    { heading: first, side: 'left' },
    { heading: 'engine', side: 'left' },
  ];
}

function seenLines(page: Page, { definitions }: UserRow): readonly string[] {
  const rows = definitions.map(({ kind, key, tenant, engine, by }) => ({
    cells: [
      { text: escapeText(`${kind} ${key}${tenant === null ? '' : ` of ${tenant}`}`) },
      { text: escapeText(engine) },
    ],
    rest: { text: escapeText(grantsWords(by)) },
  }));
  return indented(table(page, columns('definition'), rows));
}

function tenantLines(page: Page, { tenants }: UserRow): readonly string[] {
  return tenants.flatMap(({ id, engine, by }) =>
    paragraph(page, '    ', `${id} on ${engine}: ${grantsWords(by)}`),
  );
}

/** One line for each engine and reason. */
function hiddenLines(page: Page, { hidden }: UserRow): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { key, engine, because } of hidden) {
    const reason = `${engine}: ${because}`;
    byReason.set(reason, [...(byReason.get(reason) ?? []), key]);
  }
  return [...byReason].flatMap(([reason, keys]) => {
    const names = [...new Set(keys)];
    const shown = page.verbose ? names : names.slice(0, NAMES_SHOWN);
    const more = names.length > shown.length ? [`${names.length - shown.length} more`] : [];
    return paragraph(page, '    ', `${[...shown, ...more].join(', ')} on ${reason}`);
  });
}

function unknownLines(page: Page, { unknown }: UserRow): readonly string[] {
  return unknown.flatMap(({ engine, because }) => paragraph(page, '    ', `${engine}: ${because}`));
}

function differenceLines(page: Page, { disagreements }: UserRow): readonly string[] {
  return disagreements.flatMap(({ about, documented, code }) => [
    ...paragraph(page, '    ! ', about, 'warning'),
    ...paragraph(page, '      ', `documented: ${documented}`),
    ...paragraph(page, '      ', `code: ${code}`),
  ]);
}

function explanationLines(page: Page, { explanation = [] }: UserRow): readonly string[] {
  return explanation.flatMap(({ engine, question, steps, result }) => [
    ...paragraph(page, '    ', `${engine}: ${question}: ${result}`),
    ...steps.flatMap((step) => paragraph(page, '      ', step, 'faint')),
  ]);
}

/** The reverse question: who sees a definition, through which engine, and who does not. */
export function viewerLines(page: Page, { users }: AccessReport, definition: string): readonly string[] {
  const rows = users.flatMap((row) =>
    row.definitions.map(({ engine, tenant, by }) => ({
      cells: [
        { text: escapeText(userWords(row)) },
        { text: escapeText(tenant === null ? engine : `${engine}, tenant ${tenant}`) },
      ],
      rest: { text: escapeText(grantsWords(by)) },
    })),
  );
  const nobody = rows.length === 0 ? ['  nobody'] : [];
  return [
    page.paint('title', `Who sees ${escapeText(definition)}`),
    ...nobody,
    ...table(page, columns('user'), rows),
    ...labelled(page, 'not seen by', blindLines(page, users)),
    ...labelled(
      page,
      'the rules of the code differ',
      users.flatMap((row) =>
        differenceLines(page, row).length === 0
          ? []
          : [`    ${escapeText(userWords(row))}`, ...differenceLines(page, row)],
      ),
    ),
  ];
}

function blindLines(page: Page, users: readonly UserRow[]): readonly string[] {
  return users
    .filter(({ definitions }) => definitions.length === 0)
    .flatMap((row) => {
      const because = row.hidden.map((each) => `${each.engine}: ${each.because}`);
      const why = because.length === 0 ? row.reason : because.join('; ');
      return paragraph(page, '    ', `${userWords(row)}: ${why}`);
    });
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
