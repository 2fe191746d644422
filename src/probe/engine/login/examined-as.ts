import type { ExaminedAs } from '../../types.js';
import type { Ok } from '../answered.js';
import { version } from '../resources/version.js';
import type { ChainOptions } from '../step.js';

/**
 * What has to be told where an engine is asked with another login than Optimize sends. Which schemes the server offers is asked
 * without any login: that judges no password, and tells whether user and password would do.
 *
 * @param closed the list of engines, where it was refused without a login
 */
export async function examinedAs(
  { session, login }: Pick<ChainOptions, 'session' | 'login'>,
  closed: Ok | null,
): Promise<ExaminedAs | null> {
  const given = login?.given;
  if (given === undefined) return null;
  const { by, user, asOptimize, replaces } = given;
  const as = { by, user, asOptimize, replaces };
  if (by === 'password') return { ...as, schemes: null, open: false };
  if (closed !== null) return { ...as, schemes: offered(closed), open: false };
  const answer = await session.ask({ ...version, name: 'version-without-login' }, { credentials: null });
  return { ...as, schemes: answer.ok ? offered(answer) : null, open: answer.ok && answer.status === 200 };
}

function offered({ refusal, status }: Ok): readonly string[] | null {
  return status === 401 ? (refusal?.schemes ?? null) : null;
}
