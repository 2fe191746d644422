import { counted as inWords } from '../../../core/text/text.js';
import type { Evidence } from '../../../core/finding.js';
import { known, unknown, type Observed, type Unknown } from '../../../core/observed.js';
import { heldBytes, keepFields, MOST_HELD_BYTES, rowsOf, textOf } from '../../http/answer/kept-fields.js';
import { readCount, unreadable } from '../observing.js';
import { holdsTwice, isShorterThanCounted } from './cut-lists.js';
import type { EngineSession } from '../session.js';
import type { Resource } from '../resource.js';

/** A list that the engine hands out in pages. */
export interface PagedList {
  /** E.g. `decision-definition`: path and name. */
  readonly of: string;
  readonly fields: readonly string[];
  /** Rows per page, where it must be fewer than usual. */
  readonly pageSize?: number;
  /** Rows at which reading stops, whatever is left. */
  readonly ceiling?: number;
  /** False for what Optimize never reads: how long it takes says nothing about an import. */
  readonly imported?: false;
}

/** Takes rows one by one; false for a row that is not what the list should hold. */
export interface Fold {
  add(row: unknown): boolean;
}

type Pass =
  | {
      readonly end: 'complete' | 'moved' | 'ceiling';
      readonly rows: number;
      /** The engine's own count, taken after the first page; null where that was all. */
      readonly counted: number | null;
    }
  | Unknown;

const TRIES = 3;
const CEILING = 500_000;

/** What a list holds. Asked for once others were read: they show whether so many rows get through. */
export type Listed<T> = () => Promise<Observed<T>>;

/**
 * Reads a list completely, and proves it. What fits into one page comes from one query: it needs no more proof than that
 * nobody cut it. Of several pages the number of rows has to be the engine's own count before and after; where rows move
 * meanwhile, or it was cut, the list is read anew, at most three times.
 */
export async function readList<F extends Fold>(
  session: EngineSession,
  list: PagedList,
  fresh: () => F,
): Promise<Listed<F>> {
  let last = await readCounted(session, list, fresh);
  return async () => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (last.inOnePage === null) return last.read;
      const short = await isShorterThanCounted(session, firstPage(session, list), last.inOnePage, () =>
        readCount(session, list.of),
      );
      if (!short.known) return short;
      if (!short.value) return last.read;
      last = await readCounted(session, list, fresh);
    }
    return unknown('changing', `${list.of}: pages that end differently each time`);
  };
}

interface Counted<F> {
  readonly read: Observed<F>;
  /** How many rows the only page had; null where there was more than one, or none could be read. */
  readonly inOnePage: number | null;
}

async function readCounted<F extends Fold>(
  session: EngineSession,
  list: PagedList,
  fresh: () => F,
): Promise<Counted<F>> {
  const counts: number[] = [];
  const whole = (read: Observed<F>): Counted<F> => ({ read, inOnePage: null });
  for (let tries = 0; tries < TRIES; tries += 1) {
    const fold = fresh();
    const pass = await readPages(session, list, fold);
    if ('known' in pass) return whole(pass);
    const { counted, rows, end } = pass;
    const evidence = evidenceOf(session, list, rows);
    if (counted === null) return { read: known(fold, [evidence]), inOnePage: rows };
    if (end === 'ceiling') return whole(known(fold, [evidence], [stoppedAt(list.of, rows, counted)]));
    const after = await readCount(session, list.of);
    if (!after.known) return whole(after);
    if (end === 'complete' && counted === rows && after.value === rows) return whole(known(fold, [evidence]));
    counts.push(counted, rows, after.value);
  }
  const { request } = evidenceOf(session, list, 0);
  return whole(
    unknown(
      'changing',
      `${request}: the list of ${list.of} kept changing while it was read: ${counts.join(', ')}`,
    ),
  );
}

function evidenceOf(session: EngineSession, list: PagedList, rows: number): Evidence {
  return session.evidence(firstPage(session, list), inWords(rows, 'row'));
}

function firstPage(session: EngineSession, list: PagedList): Resource {
  return page(list, 0, Math.min(list.pageSize ?? session.resultLimit, session.resultLimit));
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
  let counted: number | null = null;
  let bytes = 0;
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
    if (list.imported !== false)
      session.pages.push({ resource: list.of, rows: rows.length, milliseconds: answer.milliseconds });
    if (last !== null && textOf(rows[0], 'id') !== last) return { end: 'moved', rows: ids.size, counted };
    for (const row of rows) {
      const id = textOf(row, 'id');
      if (id === null) return unknown('failed', `the list of ${list.of} holds a row without id`);
      if (ids.has(id)) continue;
      ids.add(id);
      bytes += heldBytes(row);
      if (!fold.add(row)) return unknown('failed', `the list of ${list.of} holds a row that is none`);
    }
    if (holdsTwice(rows)) return unknown('failed', `the list of ${list.of} holds a row twice`);
    if (rows.length < pageSize) return { end: 'complete', rows: ids.size, counted };
    if (counted === null) {
      const count = await readCount(session, list.of);
      if (!count.known) return count;
      counted = count.value;
    }
    // A full page without a new row would be asked for again without end.
    if (ids.size === size) return { end: 'moved', rows: size, counted };
    if (ids.size >= ceiling || bytes >= MOST_HELD_BYTES) return { end: 'ceiling', rows: ids.size, counted };
    // Without end, whatever the engine said of how many there are.
    if (ids.size > counted + pageSize) return { end: 'moved', rows: ids.size, counted };
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
