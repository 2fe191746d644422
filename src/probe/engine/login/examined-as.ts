import type { Evidence } from '../../../core/finding.js';
import type { ExaminedAs } from '../../contact.js';
import type { Ok } from '../answered.js';
import { engineList } from '../resources/engine-list.js';
import { versionWithoutLogin } from '../resources/version.js';
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
  if (closed !== null)
    return { ...as, ...offered(closed, session.baseEvidence(engineList, '')), open: false };
  const answer = await session.ask(versionWithoutLogin, { credentials: null });
  if (!answer.ok) return { ...as, schemes: null, open: false };
  return {
    ...as,
    ...offered(answer, session.evidence(versionWithoutLogin, '')),
    open: answer.status === 200,
  };
}

/** What the server offers to those who send no login. */
function offered(
  { refusal, status }: Ok,
  { request }: Pick<Evidence, 'request'>,
): Pick<ExaminedAs, 'schemes' | 'offeredTo' | 'namesOne'> {
  if (status !== 401 || refusal?.schemes === undefined) return { schemes: null };
  return {
    schemes: refusal.schemes,
    ...(request !== undefined && { offeredTo: request }),
    ...(refusal.product === SPRING && { namesOne: true as const }),
  };
}

/** With `oauth2ResourceServer()` and `httpBasic()` it asks for a token, whoever sends nothing. */
const SPRING = 'Spring';
