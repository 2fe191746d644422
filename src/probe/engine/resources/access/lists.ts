import { append } from '../../../../core/many.js';
import { counted as inWords } from '../../../../core/text/text.js';
import { known, unknown, type Observed } from '../../../../core/observed.js';
import { heldBytes, MOST_HELD_BYTES, numberOf, rowsOf, textOf } from '../../../http/answer/kept-fields.js';
import { holdsTwice, isContinued } from '../../lists/cut-lists.js';
import { unreadable } from '../../observing.js';
import type { EngineSession } from '../../session.js';
import type { Resource } from '../../resource.js';
import type { Answer } from '../../../http/transport.js';

/** A list whose order is not to be chosen: without a sort the engine orders by id. */
export interface PlainList {
  /** In recordings, e.g. `authorization-6`. */
  readonly name: string;
  /** E.g. `/authorization`; the count is below it. */
  readonly path: string;
  /** Filter, without paging, e.g. `resourceType=6`. */
  readonly query: string;
  readonly shownQuery?: string;
  /** What one row is, where the name does not tell, e.g. `member`. */
  readonly row?: string;
  /** Rows of a table: one id, one row. A directory behind the engine may have two users of one id. */
  readonly unique?: true;
  readonly keep: (body: unknown) => unknown;
}

const TRIES = 3;
const CEILING = 500_000;

/**
 * Reads a list completely. A list of one page is of one moment; a longer one is proved by the engine's own count before
 * and after, and what moves meanwhile is read anew, at most three times.
 *
 * @param proved also where it is one page: a row that is missing would decide something
 */
export async function readCounted(
  session: EngineSession,
  list: PlainList,
  { proved = false }: { readonly proved?: boolean } = {},
): Promise<Observed<readonly unknown[]>> {
  const counts: number[] = [];
  for (let tries = 0; tries < TRIES; tries += 1) {
    const counted: Observed<number>[] = [];
    const rows = await readPages(session, list, async () => {
      if (counted.length === 0) counted.push(await countOf(session, list));
      return counted[0]?.known === true;
    });
    const [before] = counted;
    if (before?.known === false) return before;
    if (!rows.known || rows.gaps.length > 0 || (before === undefined && !proved)) return rows;
    const after = await countOf(session, list);
    // Older recordings do not have it: what they hold was taken as whole then.
    if (!after.known) return before === undefined && after.reason === 'not-asked' ? rows : after;
    const numbers = [...(before === undefined ? [] : [before.value]), rows.value.length, after.value];
    if (new Set(numbers).size === 1) return rows;
    append(counts, numbers);
  }
  return unknown('changing', `${list.name} kept changing while it was read: ${counts.join(', ')}`);
}

/**
 * Reads a list of which everything is wanted, however short it is: what the engine counts has to be there. Where nobody knows
 * that, it is a gap, because the rows that came are true all the same.
 */
export async function readWhole(
  session: EngineSession,
  list: PlainList,
): Promise<Observed<readonly unknown[]>> {
  const rows = await readPages(session, list);
  if (!rows.known || rows.gaps.length > 0) return rows;
  const count = await countOf(session, list);
  const there = rows.value.length;
  // Older recordings do not have it: what they hold was taken as whole then.
  if (count.known ? count.value === there : count.reason === 'not-asked') return rows;
  const gap = count.known
    ? `GET ${list.path} lists ${inWords(there, list.row ?? list.name.replace(/s$/u, ''))}, and GET ${list.path}/count tells ${count.value}`
    : count.detail;
  return known(rows.value, rows.evidence, [gap]);
}

/**
 * Reads page by page until one is short. Rows are told apart by their id.
 *
 * @param isMoreWanted asked after each full page
 */
export async function readPages(
  session: EngineSession,
  list: PlainList,
  isMoreWanted: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<Observed<readonly unknown[]>> {
  const rows = new Map<string | symbol, unknown>();
  let bytes = 0;
  for (;;) {
    let asked = page(list, rows.size, session.resultLimit);
    let size = session.resultLimit;
    const answer = await session.askLimited(session.resultLimit, (maxResults) => {
      size = maxResults;
      asked = page(list, rows.size, maxResults);
      return asked;
    });
    if (!answer.ok || answer.status !== 200 || !Array.isArray(answer.json)) return notRead(answer, asked);
    const before = rows.size;
    const came = rowsOf(answer.json);
    if (list.unique === true && holdsTwice(came))
      return unknown('failed', `${list.name} holds one row twice`);
    for (const row of came) {
      rows.set(textOf(row, 'id') ?? Symbol('no id'), row);
      bytes += heldBytes(row);
    }
    const evidence = session.evidence(asked, inWords(rows.size, 'row'));
    const more =
      came.length < size ? await isContinued(session, asked, came, rows.size - came.length) : known(true);
    if (!more.known) return more;
    if (!more.value) return known([...rows.values()], [evidence]);
    // A full page without a new row would be asked for again without end.
    const full = rows.size >= CEILING || bytes >= MOST_HELD_BYTES;
    if (rows.size === before || full || !(await isMoreWanted())) {
      return known([...rows.values()], [evidence], [`reading ${list.name} stopped after ${rows.size} rows`]);
    }
  }
}

/** A recording that was made without this resource says nothing about the engine. */
export function notRead(answer: Answer, resource: Resource): Observed<never> {
  if (!answer.ok && answer.failure.code === 'not-recorded')
    return unknown('not-asked', answer.failure.detail);
  return unreadable(answer, resource);
}

function page(list: PlainList, firstResult: number, maxResults: number): Resource {
  const paging = `firstResult=${firstResult}&maxResults=${maxResults}`;
  const query = (filter: string): string => (filter === '' ? paging : `${filter}&${paging}`);
  return {
    name: list.name,
    path: `${list.path}?${query(list.query)}`,
    shown: `${list.path}?${query(list.shownQuery ?? list.query)}`,
    keep: list.keep,
  };
}

async function countOf(session: EngineSession, list: PlainList): Promise<Observed<number>> {
  const counting = (query: string): string => `${list.path}/count${query === '' ? '' : `?${query}`}`;
  const resource: Resource = {
    name: `${list.name}-count`,
    path: counting(list.query),
    shown: counting(list.shownQuery ?? list.query),
    keep: (body) => ({ count: numberOf(body, 'count') }),
  };
  const answer = await session.ask(resource);
  const count = answer.ok && answer.status === 200 ? numberOf(answer.json, 'count') : null;
  return count === null ? notRead(answer, resource) : known(count);
}
