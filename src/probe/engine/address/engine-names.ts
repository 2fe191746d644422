import { shortened } from '../../../core/text/text.js';
import { known, unknown, type Observed } from '../../../core/observed.js';
import { textOf } from '../../http/answer/kept-fields.js';
import type { Failure } from '../../contact.js';
import { isClosed } from '../login/login.js';
import { findNearby } from './nearby-engines.js';
import { mixedUp, otherProtocolOf } from './other-protocol.js';
import { engineList, engineNamesIn } from '../resources/engine-list.js';
import type { EngineSession } from '../session.js';
import type { Resource } from '../resource.js';
import { answeredInWords, failureOf, type Ok } from '../answered.js';
import type { Step } from '../step.js';

/**
 * The names in an open list of engines, one of which has to be the one that is asked for.
 *
 * @param onBroken told before the neighbourhood of a wrong address is searched
 */
export async function namesIn(
  session: EngineSession,
  answer: Ok,
  onBroken: () => void = () => undefined,
): Promise<Step<readonly string[]>> {
  const names = engineNamesIn(answer);
  const unknownName = names === null ? null : nameFailure(session, names, answer);
  if (names !== null && unknownName === null) return { value: names };
  onBroken();
  if (unknownName !== null) return { failure: unknownName };
  return { failure: await withNearby(session, answer, notAnEngine(session, answer)) };
}

/** A failure with the addresses nearby at which engines answer. */
export async function withNearby(
  session: EngineSession,
  answer: Parameters<typeof findNearby>[1],
  failure: Failure,
): Promise<Failure> {
  const siblings = await findNearby(session, answer);
  if (siblings.length === 0) return failure;
  // With an engine nearby, an error of the server is one about the address.
  return { ...failure, siblings, ...(failure.code === 'server-error' && { code: 'not-an-engine-list' }) };
}

/**
 * A list that is shown to users only. Asked for after the login was accepted, never before. Optimize never asks for it: where
 * it stays closed, the engine may be reached all the same.
 */
export async function namesBehindLogin(session: EngineSession): Promise<Step<Observed<readonly string[]>>> {
  const resource = { ...engineList, name: 'engine-list-with-login' };
  const answer = await session.askBase(resource, { credentials: session.credentials });
  if (!answer.ok) return { failure: answer.failure };
  if (isClosed(answer)) return confirmed(session, answer);
  const names = await namesIn(session, answer);
  return 'failure' in names ? names : { value: namesRead(session, names.value) };
}

export function namesRead(session: EngineSession, names: readonly string[]): Observed<readonly string[]> {
  return known(names, [session.baseEvidence(engineList, listed(names))]);
}

/** `/version` answers whatever the engine is called; a real resource does not. */
async function confirmed(session: EngineSession, list: Ok): Promise<Step<Observed<readonly string[]>>> {
  const answer = await session.ask(NAME_CHECK);
  const unlisted = unknown('refused', `GET /engine ${answeredInWords(list)}`);
  if (!answer.ok || !isAboutName(answer)) return { value: unlisted };
  const said = `${answeredInWords(answer)}, so there is no engine of this name`;
  const address = `${session.base}/engine/${session.name}${NAME_CHECK.path}`;
  return { failure: failureOf(answer, address, { step: 'name', code: 'name-unknown', said }) };
}

const NAME_CHECK: Resource = { name: 'name-check', path: '/process-definition/count', keep: () => null };

function isAboutName({ status, json }: Ok): boolean {
  const message = textOf(json, 'message') ?? '';
  return (status === 400 || status === 404) && /^(No process|Process) engine .*available$/.test(message);
}

function notAnEngine(session: EngineSession, answer: Ok): Failure {
  const { status, json, redirected, headers } = answer;
  const failed = (step: Failure['step'], code: Failure['code'], said: string): Failure =>
    failureOf(answer, `${session.base}/engine`, { step, code, said });
  if (status === 407) return failed('connect', 'proxy', 'the proxy requires a login');
  const said = redirected
    ? `redirects, and what it leads to ${answeredInWords(answer)}`
    : answeredInWords(answer);
  if (status === 404) return failed('http', 'not-found', said);
  if (answer.refusal?.wants === 'client-certificate') {
    // nginx says so of one that it got and does not accept, and something else where it got none.
    return answer.refusal.sentence?.includes('certificate error') === true
      ? failed('tls', 'client-certificate-refused', answeredInWords(answer))
      : failed('tls', 'client-certificate', 'the server asks for a client certificate');
  }
  if (answer.refusal?.wants === 'tls') {
    const failure = failed('tls', 'speaks-tls', answeredInWords(answer));
    return mixedUp(failure, session.shown(otherProtocolOf(session.address)));
  }
  if (status !== 200) return failed('http', 'server-error', said);
  if (Array.isArray(json) && json.length === 0)
    return {
      ...failed('parse', 'not-an-engine-list', 'answered an empty list'),
      engineNames: [],
    };
  if (json !== undefined)
    return failed('parse', 'not-an-engine-list', 'answered JSON, but no list of engines');
  const type = headers.contentType?.split(';')[0] ?? 'no content type';
  if (redirected) return failed('http', 'redirect', `redirects to a page (${type}), perhaps a login page`);
  const { sentence } = answer.refusal ?? {};
  const quoted = sentence === undefined ? '' : `: "${sentence}"`;
  return failed(
    'parse',
    'not-json',
    /\bjson\b/u.test(type)
      ? `answered ${type} with a body that is empty or no JSON`
      : `answered ${type} instead of JSON${quoted}`,
  );
}

function nameFailure(session: EngineSession, names: readonly string[], answer: Ok): Failure | null {
  if (names.includes(session.name)) return null;
  const { milliseconds, status } = answer;
  const detail = `GET ${session.base}/engine: lists ${listed(names)}, but not ${session.name}`;
  return { step: 'name', code: 'name-unknown', detail, milliseconds, status, engineNames: names };
}

/** Characters of a list of names. */
const LONGEST_LIST = 300;

function listed(names: readonly string[]): string {
  return shortened(names.join(', '), LONGEST_LIST);
}
