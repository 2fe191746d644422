import { known, unknown, type Observed, type Unknown } from '../core/observed.js';
import { keepFields, rowsOf, textOf } from './keep.js';
import { readCount, unreadable, type EngineSession, type Resource } from './session.js';

/** A list that the engine hands out in pages. */
export interface PagedList {
  /** E.g. `decision-definition`: path and name. */
  readonly of: string;
  readonly fields: readonly string[];
  /** Rows per page, where it must be fewer than usual. */
  readonly pageSize?: number;
  /** Rows at which reading stops, whatever is left. */
  readonly ceiling?: number;
}

/** Takes rows one by one; false for a row that is not what the list should hold. */
export interface Fold {
  add(row: unknown): boolean;
}

type Pass = { readonly end: 'complete' | 'moved' | 'ceiling'; readonly rows: number } | Unknown;

const TRIES = 3;
const CEILING = 500_000;

/**
 * Reads a list completely, and proves it: the number of rows is the engine's own count before and after. Where
 * definitions move meanwhile it is read anew, at most three times.
 */
export async function readList<F extends Fold>(
  session: EngineSession,
  list: PagedList,
  fresh: () => F,
): Promise<Observed<F>> {
  const counts: number[] = [];
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await readCount(session, list.of);
    if (!before.known) return before;
    const fold = fresh();
    const pass = await readPages(session, list, fold);
    if ('known' in pass) return pass;
    const evidence = session.evidence(page(list, 0, session.resultLimit), `${pass.rows} rows`);
    if (pass.end === 'ceiling') return known(fold, [evidence], [stoppedAt(list.of, pass.rows, before.value)]);
    const after = await readCount(session, list.of);
    if (!after.known) return after;
    if (pass.end === 'complete' && before.value === pass.rows && after.value === pass.rows) {
      return known(fold, [evidence]);
    }
    counts.push(before.value, pass.rows, after.value);
  }
  return unknown('changing', `the list of ${list.of} kept changing while it was read: ${counts.join(', ')}`);
}

function stoppedAt(of: string, rows: number, all: number): string {
  return `reading ${of} stopped after ${rows} of ${all} rows`;
}

/**
 * Pages overlap by one row: when the last row of one page is not the first of the next, rows were skipped or repeated.
 * Sorted by id, because only that is a total order.
 */
async function readPages(session: EngineSession, list: PagedList, fold: Fold): Promise<Pass> {
  const ids = new Set<string>();
  const ceiling = list.ceiling ?? CEILING;
  let last: string | null = null;
  for (;;) {
    const first = last === null ? 0 : ids.size - 1;
    let pageSize = 0;
    const answer = await session.askLimited(list.pageSize ?? session.resultLimit, (maxResults) => {
      pageSize = maxResults;
      return page(list, first, maxResults);
    });
    if (!answer.ok || answer.status !== 200 || !Array.isArray(answer.json)) {
      return unreadable(answer, page(list, first, pageSize));
    }
    const rows = rowsOf(answer.json);
    const { size } = ids;
    if (last !== null && textOf(rows[0], 'id') !== last) return { end: 'moved', rows: ids.size };
    for (const row of rows) {
      const id = textOf(row, 'id');
      if (id === null) return unknown('failed', `the list of ${list.of} holds a row without id`);
      if (ids.has(id)) continue;
      ids.add(id);
      if (!fold.add(row)) return unknown('failed', `the list of ${list.of} holds a row that is none`);
    }
    if (rows.length < pageSize) return { end: 'complete', rows: ids.size };
    // A full page without a new row would be asked for again without end.
    if (ids.size === size) return { end: 'moved', rows: size };
    if (ids.size >= ceiling) return { end: 'ceiling', rows: ids.size };
    last = textOf(rows.at(-1), 'id');
  }
}

function page(list: PagedList, firstResult: number, maxResults: number): Resource {
  return {
    name: list.of,
    path: `/${list.of}?sortBy=id&sortOrder=asc&firstResult=${firstResult}&maxResults=${maxResults}`,
    keep: keepFields(...list.fields),
  };
}
