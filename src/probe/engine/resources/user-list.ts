import { counted } from '../../../core/text/text.js';
import { known, type Observed } from '../../../core/observed.js';
import type { UserListing } from '../../types.js';
import { unreadable } from '../observing.js';
import type { EngineSession } from '../session.js';
import type { Resource } from '../resource.js';
import { PAGE_OF_OPTIMIZE } from './tenants.js';

/** As Optimize asks for the users whom it shows by name. Nothing of a user is kept but that there is one. */
const LIST: Resource = {
  name: 'user-list',
  path: `/user?maxResults=${PAGE_OF_OPTIMIZE}&sortBy=userId&sortOrder=asc&firstResult=0`,
  mayBeAbsent: true,
  keep: () => 1,
};

/**
 * Asked once: a directory behind the engine may be slow. Null where pages of that size are not to be had, which is told
 * elsewhere.
 */
export async function readUserList(session: EngineSession): Promise<Observed<UserListing | null>> {
  if ((session.rowLimits.least ?? PAGE_OF_OPTIMIZE) < PAGE_OF_OPTIMIZE) return known(null);
  let users = 0;
  const answer = await session.askRows(LIST, (batch) => {
    users += batch.length;
    return true;
  });
  if (answer.ok && answer.status === 200) {
    return known({ users, problem: null }, [session.evidence(LIST, counted(users, 'user'))]);
  }
  const unread = unreadable(answer, LIST);
  // Where nothing else is answered either, that is told instead, and so is a login that is refused.
  const isTold = session.broken !== null || (answer.ok && answer.status === 401);
  if (isTold || unread.reason === 'absent' || unread.reason === 'not-asked') return unread;
  const status = answer.ok ? answer.status : undefined;
  const { status: _ok, ...evidence } = session.evidence(LIST, unread.detail);
  return known({ users: null, problem: unread.detail }, [
    { ...evidence, ...(status !== undefined && { status }) },
  ]);
}
