import { csvText } from '../inventory/cells.js';
import type { AccessReport, UserRow } from './types.js';
import { answerWord, grantsWords } from './words.js';

const HEADINGS = [
  'user',
  'admitted',
  'engine',
  'known',
  'optimize',
  'kind',
  'key',
  'tenant',
  'visible',
  'because',
];

/** A row per user and engine, and one for every definition of it that is seen, or hidden with a reason. */
export function renderAccessCsv({ users }: AccessReport): string {
  const rows = users.flatMap(rowsOf);
  return csvText([HEADINGS, ...rows]);
}

function rowsOf(row: UserRow): readonly (readonly string[])[] {
  return row.engines.flatMap(({ alias, known, optimize, by, because }) => {
    const start = [row.user, answerWord(row.admitted), alias, answerWord(known), answerWord(optimize)];
    const here = <T extends { readonly engine: string }>(list: readonly T[]): readonly T[] =>
      list.filter(({ engine }) => engine === alias);
    return [
      [...start, '', '', '', '', because ?? grantsWords(by)],
      ...here(row.definitions).map(({ kind, key, tenant, by: grants }) => [
        ...start,
        kind,
        key,
        tenant ?? '',
        'yes',
        grantsWords(grants),
      ]),
      ...here(row.hidden).map(({ kind, key, tenant, because: reason }) => [
        ...start,
        kind,
        key,
        tenant ?? '',
        'no',
        reason,
      ]),
    ];
  });
}
