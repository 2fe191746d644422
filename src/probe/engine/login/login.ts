import type { Credentials } from '../../../configuration/logins.js';
import { textOf } from '../../http/answer/kept-fields.js';
import { judgesPassword, type Refusal } from '../../http/answer/refusal.js';
import type { Answer } from '../../http/transport.js';
import type { Failure } from '../../contact.js';
import { version } from '../resources/version.js';
import type { EngineSession } from '../session.js';
import { answeredInWords, failureOf, type Ok } from '../answered.js';
import type { ChainOptions, Step } from '../step.js';

/** The first request with credentials, and the only one whose outcome decides about them. */
export async function logIn(options: ChainOptions): Promise<Step<Ok>> {
  const { session, login, logins, transport, engine } = options;
  if (login === null) return accepted(session, await askVersion(session, null), null);
  const replayed = transport.withheld(engine, null);
  if (replayed !== null) return { failure: withheld(login, replayed) };
  if (transport.replays) return accepted(session, await askVersion(session, login), login);
  const attempt = await logins.attempt(engine, async (atMostMs) => {
    const answer = await askVersion(session, login, atMostMs);
    const { milliseconds } = answer.ok ? answer : answer.failure;
    const unanswered = !answer.ok && answer.failure.code === 'timeout';
    return { rejected: isRejected(answer, login), unanswered, milliseconds, result: answer };
  });
  if ('withheldBy' in attempt) {
    transport.withheld(engine, attempt.withheldBy);
    return { failure: withheld(login, attempt.withheldBy) };
  }
  return accepted(session, attempt.result, login);
}

/**
 * Accepted once, refused now: several nodes with different users behind one address, or the account was locked by a wrong
 * password elsewhere. Asking on would only count as further tries.
 */
export function refusedLater({ session, login, logins, engine }: ChainOptions, answer: Ok): Failure {
  const failure = refusalOf(session, answer, login);
  if (login === null || failure.code !== 'credentials-rejected') return failure;
  const elsewhere = logins.rejectedBy(engine);
  logins.reject(engine);
  if (elsewhere !== null) return withheld(login, elsewhere, 'no longer asked');
  return { ...failure, detail: `${failure.detail}, after it was accepted first` };
}

/** An engine showed its list at this address, so the address is right: whoever answers behind it closes the engine. */
export function closedBehindList(failure: Failure): Failure {
  const { code, refusal, instead } = failure;
  const isElsewhere =
    code === 'not-json' ||
    (code === 'redirect' && instead === undefined) ||
    (code === 'not-found' && refusal !== undefined && refusal.by !== 'engine');
  return isElsewhere ? { ...failure, code: 'access-denied' } : failure;
}

/** An answer that is given to those only who are let in. */
export function isClosed({ status }: Ok): boolean {
  return status === 401 || status === 403;
}

function askVersion(
  session: EngineSession,
  credentials: Credentials | null,
  atMostMs = Number.POSITIVE_INFINITY,
): Promise<Answer> {
  return session.ask(version, { credentials, repeatable: credentials === null, atMostMs, early: true });
}

/** Only where a password was judged is anything to be held back elsewhere; a token is held back from one address alone. */
function isRejected(answer: Answer, login: Credentials): boolean {
  return answer.ok && codeOf(answer, login) === 'credentials-rejected';
}

function accepted(session: EngineSession, answer: Answer, login: Credentials | null): Step<Ok> {
  if (!answer.ok) return { failure: answer.failure };
  if (isClosed(answer)) return { failure: refusalOf(session, answer, login) };
  if (answer.status === 200 && answer.json !== undefined) return { value: answer };
  return { failure: versionFailure(session, answer) };
}

/** What a 401 or 403 means: it depends on who gave it. */
function refusalOf(session: EngineSession, answer: Ok, login: Credentials | null): Failure {
  const code = codeOf(answer, login);
  const said = saidOf(code, answer, login);
  const failure = failureOf(answer, versionOf(session), { step: 'login', code, said });
  return { ...failure, ...subjectOf(code, login) };
}

type LoginCode = 'credentials-rejected' | 'login-required' | 'other-login' | 'access-denied';

function codeOf(answer: Ok, login: Credentials | null): LoginCode {
  const reading = readingOf(answer);
  const { by, schemes = [] } = reading;
  if (isToken(login)) return answer.status === 401 ? codeOfToken(login, schemes) : 'access-denied';
  const user = login?.user ?? null;
  if (judgesPassword(answer.status, reading))
    return user === null ? 'login-required' : 'credentials-rejected';
  if (answer.status === 401 && schemes.length > 0) return 'other-login';
  // Spring Security without an entry point says 403 to those who send no login.
  const maySayForbidden = by === 'application' || by === 'container' || by === 'unknown';
  return user === null && maySayForbidden ? 'login-required' : 'access-denied';
}

/** Who offers other schemes only has not looked at a token; keys for a gateway are in no challenge. */
function codeOfToken(login: Credentials | null, schemes: readonly string[]): LoginCode {
  const takesNone = schemes.length > 0 && !schemes.includes('bearer') && !schemes.includes('dpop');
  return login?.given?.by === 'token' && takesNone ? 'other-login' : 'credentials-rejected';
}

/** What is sent in place of user and password. Keys for a gateway alone are no login. */
function isToken(login: Credentials | null): boolean {
  return login?.user === null && login.given?.replaces === true;
}

/** A recording that was made before answers were read for their author does not tell it. */
function readingOf({ refusal }: Ok): Refusal {
  return refusal ?? { by: 'unknown' };
}

function saidOf(code: LoginCode, answer: Ok, login: Credentials | null): string {
  const { status } = answer;
  if (code === 'credentials-rejected')
    return `rejects ${loginInWords(login)} (${status})${isToken(login) ? quoted(answer) : ''}`;
  if (code === 'login-required') return `requires a login (${status})`;
  if (code === 'access-denied') return answeredInWords(answer);
  const { schemes = [] } = readingOf(answer);
  return `accepts logins by ${schemes.join(' or ')} only (${status})${quoted(answer)}`;
}

function quoted(answer: Ok): string {
  const { sentence } = readingOf(answer);
  return sentence === undefined ? '' : `: "${sentence}"`;
}

/** Whose login was refused, and whether it is one that Optimize does not send. */
function subjectOf(code: LoginCode, login: Credentials | null): Pick<Failure, 'user' | 'given'> {
  if (login === null || code === 'login-required') return {};
  const { user, given } = login;
  return {
    ...(code === 'credentials-rejected' && user !== null && { user }),
    ...(given?.replaces === true && { given: given.by }),
  };
}

function loginInWords(login: Credentials | null): string {
  if (login?.user !== undefined && login.user !== null) return `user ${login.user}`;
  return login?.given?.by === 'token' ? 'the token' : 'the headers';
}

function withheld(login: Credentials, by: string, said = 'not asked'): Failure {
  const { user } = login;
  const whom =
    user === null
      ? `with ${loginInWords(login)}, which ${by} rejected`
      : `as user ${user}, whom ${by} rejected`;
  const code = 'credentials-rejected-elsewhere';
  const detail = `${said} ${whom}`;
  return {
    step: 'login',
    code,
    detail,
    milliseconds: 0,
    rejectedBy: by,
    ...subjectOf('credentials-rejected', login),
  };
}

function versionFailure(session: EngineSession, answer: Ok): Failure {
  const { status, json } = answer;
  const failed = (step: Failure['step'], code: Failure['code'], said: string): Failure =>
    failureOf(answer, versionOf(session), { step, code, said });
  if (status === 200) return failed('parse', 'not-json', 'answered something else than JSON');
  const unknownName = textOf(json, 'type') === 'InvalidRequestException';
  if (status === 404 && unknownName) return failed('name', 'name-unknown', 'there is no engine of this name');
  if (status === 404) return failed('http', 'not-found', answeredInWords(answer));
  return failed('http', 'server-error', answeredInWords(answer));
}

function versionOf({ base, name }: EngineSession): string {
  return `${base}/engine/${name}/version`;
}
