import { counted as inWords } from '../../../core/text/text.js';
import { known, type Observed } from '../../../core/observed.js';
import { rowsOf, textOf } from '../../http/answer/kept-fields.js';
import { unreadable } from '../observing.js';
import { shown, type Resource } from '../resource.js';
import type { EngineSession } from '../session.js';

/*
 * What is in front of an engine may hand out fewer rows than are wanted, without a word. A list that is shorter than was asked
 * for is then only a part. That is looked into where no longer list of the same engine has shown that so many rows get through.
 */

/** One page is of one moment: where it has a row twice, another one may be missing. */
export function holdsTwice(rows: readonly unknown[]): boolean {
  const ids = rows.flatMap((row) => textOf(row, 'id') ?? []);
  return new Set(ids).size < ids.length;
}

/**
 * Whether an engine counts more rows than it handed out.
 *
 * @param resource for which the rows were handed out
 */
export async function isShorterThanCounted(
  session: EngineSession,
  resource: Resource,
  rows: number,
  count: () => Promise<Observed<number>>,
): Promise<Observed<boolean>> {
  if (!session.rowLimits.mayEndAt(rows)) return known(false);
  const counted = await count();
  // Older recordings do not have it: what they hold was taken as whole then.
  if (!counted.known) return counted.reason === 'not-asked' ? known(false) : counted;
  if (counted.value > rows)
    session.rowLimits.noteCut(rows, session.evidence(resource, `${rows} of ${counted.value} rows`));
  return known(counted.value > rows);
}

/**
 * The same for a list that is not counted: whether further rows follow.
 *
 * @param resource with a query, for which the rows were handed out
 * @param rows of the last answer
 * @param before how many are before these
 */
export async function isContinued(
  session: EngineSession,
  resource: Resource,
  rows: readonly unknown[],
  before = 0,
): Promise<Observed<boolean>> {
  if (!session.rowLimits.mayEndAt(rows.length)) return known(false);
  const rest = behind(resource, before + rows.length);
  const answer = await session.ask(rest);
  if (!answer.ok && answer.failure.code === 'not-recorded') return known(false);
  if (!answer.ok || answer.status !== 200 || !Array.isArray(answer.json)) return unreadable(answer, rest);
  const seen = new Set(rows.map((row) => textOf(row, 'id')));
  const isMore = rowsOf(answer.json).some((row) => !seen.has(textOf(row, 'id')));
  if (isMore)
    session.rowLimits.noteCut(
      rows.length,
      session.evidence(resource, `${inWords(rows.length, 'row')}, and others follow`),
    );
  return known(isMore);
}

/** In recordings under a name of its own, so that it is never taken for a page. */
function behind(resource: Resource, first: number): Resource {
  const next = (path: string): string =>
    `${path.replace(/(?<=[?&])firstResult=\d+&/u, '')}&firstResult=${first}`;
  return {
    ...resource,
    name: `${resource.name}-rest`,
    path: next(resource.path),
    shown: next(shown(resource)),
  };
}
