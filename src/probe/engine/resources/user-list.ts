import { counted } from '../../../core/text/text.js';
import { known, unknown, type Observed } from '../../../core/observed.js';
import type { Failure } from '../../contact.js';
import { textOf } from '../../http/answer/kept-fields.js';
import type { Answer } from '../../http/transport.js';
import type { UserListing } from '../../types.js';
import { isOverload } from '../answered.js';
import { unreadable } from '../observing.js';
import type { EngineSession } from '../session.js';
import type { Resource } from '../resource.js';
import { PAGE_OF_OPTIMIZE } from './tenants.js';

/** As Optimize asks for the users whom it shows by name. Nothing of a user is kept but that there is one. */
const LIST: Resource = {
  name: 'user-list',
  path: `/user?maxResults=${PAGE_OF_OPTIMIZE}&sortBy=userId&sortOrder=asc&firstResult=0`,
  mayBeAbsent: true,
  keep: (row) => (row === USER || textOf(row, 'id') ? USER : null),
};

/** What stands for a user, in recordings too. */
const USER = 1;

/** These say nothing of how an engine lists its users: it is not there for now, or somebody else has answered. */
const OTHER_FAILURES: ReadonlySet<Failure['code']> = new Set(['reset', 'redirect']);

/**
 * Asked once: a directory behind the engine may be slow. Null where pages of that size are not to be had, which is told
 * elsewhere.
 */
export async function readUserList(session: EngineSession): Promise<Observed<UserListing | null>> {
  if ((session.rowLimits.least ?? PAGE_OF_OPTIMIZE) < PAGE_OF_OPTIMIZE) return known(null);
  let users = 0;
  let isWhole = true;
  const answer = await session.askRows(LIST, (batch) => {
    users += batch.length;
    isWhole &&= batch.every((row) => row === USER);
    return true;
  });
  if (answer.ok && answer.status === 200) {
    if (!isWhole) return unknown('failed', 'the list of users holds a row that is none');
    return known({ users, problem: null }, [session.evidence(LIST, counted(users, 'user'))]);
  }
  const unread = unreadable(answer, LIST);
  // Where nothing else is answered either, that is told instead, and so is a login that is refused.
  const isTold = session.broken !== null || (answer.ok && answer.status === 401);
  if (isTold || saysNothing(answer) || unread.reason === 'absent' || unread.reason === 'not-asked')
    return unread;
  const status = answer.ok ? answer.status : undefined;
  const { status: _ok, ...evidence } = session.evidence(LIST, unread.detail);
  return known({ users: null, problem: unread.detail }, [
    { ...evidence, ...(status !== undefined && { status }) },
  ]);
}

function saysNothing(answer: Answer): boolean {
  return answer.ok ? isOverload(answer) : OTHER_FAILURES.has(answer.failure.code);
}
