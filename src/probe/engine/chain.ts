import type { Credentials } from '../../configuration/types.js';
import { known, unknown } from '../../core/observed.js';
import type { Logins } from './logins.js';
import { readResources } from './readings.js';
import { engineList, engineNamesIn } from './resources/engine-list.js';
import { version, versionIn } from './resources/version.js';
import type { EngineSession } from './session.js';
import { findSiblings } from './nearby-engines.js';
import { textOf } from '../http/kept-fields.js';
import type { Answer, Transport } from '../http/transport.js';
import type { Turn } from '../slots.js';
import { unread, type Facts } from './unknown-facts.js';
import type { Failure, Reach } from '../types.js';

export interface ChainOptions {
  readonly session: EngineSession;
  /** Key of the engine in this run. */
  readonly engine: string;
  readonly login: Credentials | null;
  readonly logins: Logins;
  readonly transport: Transport;
  readonly turn: Turn;
  /** Nothing is read behind the login. */
  readonly loginOnly: boolean;
}

export interface ChainResult {
  readonly reach: Reach;
  readonly facts: Facts;
}

type Ok = Extract<Answer, { ok: true }>;
type Step<T> = { readonly value: T } | { readonly failure: Failure };

/**
 * One engine from the first packet to the last fact. The first step that breaks ends the chain, because what comes after
 * it would only repeat the same failure; other engines go on.
 */
export async function probeEngine(options: ChainOptions): Promise<ChainResult> {
  const { session, engine, logins } = options;
  const list = await session.askBase(engineList);
  if (!list.ok) return endedAt(options, list.failure);
  const open = list.status !== 401;
  const names = open ? await namesIn(session, list, () => logins.pass(engine)) : null;
  if (names !== null && 'failure' in names) return brokenAt(names.failure);
  const unknownName = names === null ? null : nameFailure(session, names.value, list);
  if (unknownName !== null) return endedAt(options, unknownName, names?.value);

  const login = await logIn(options);
  if ('failure' in login) return brokenAt(login.failure, names?.value);
  session.credentials = options.login;
  session.onRejected = (answer) => rejectedLater(options, answer);
  // Not before: others may be waiting for this login.
  session.turn = options.turn;
  const allNames = names ?? (await namesBehindLogin(session));
  if ('failure' in allNames) return brokenAt(allNames.failure);
  return readAll(options, allNames.value, login.value);
}

async function readAll(options: ChainOptions, names: readonly string[], answer: Ok): Promise<ChainResult> {
  const { session } = options;
  const start = {
    engineNames: known(names, [session.baseEvidence(engineList, names.join(', '))]),
    version: versionIn(session, answer),
  };
  const read = options.loginOnly
    ? unread(unknown('not-asked', 'only the login was asked for'))
    : await readResources(session, start, options.login?.user ?? null);
  const facts = { ...read, ...start };
  const latencyMs = answer.milliseconds;
  if (session.broken === null) return { reach: { status: 'ok', latencyMs }, facts };
  return { reach: { status: 'failed', failure: session.broken, latencyMs }, facts };
}

/** Broken before the login: others that wait for it need not any more. */
function endedAt({ logins, engine }: ChainOptions, failure: Failure, names?: readonly string[]): ChainResult {
  logins.pass(engine);
  return brokenAt(failure, names);
}

function brokenAt(failure: Failure, names?: readonly string[]): ChainResult {
  const facts = unread(unknown('not-asked', failure.detail));
  const engineNames = names === undefined ? facts.engineNames : known(names);
  return { reach: { status: 'failed', failure, latencyMs: null }, facts: { ...facts, engineNames } };
}

async function namesIn(
  session: EngineSession,
  answer: Ok,
  onBroken: () => void = () => undefined,
): Promise<Step<readonly string[]>> {
  const names = engineNamesIn(answer);
  if (names !== null) return { value: names };
  onBroken();
  const failure = notAnEngine(session, answer);
  // An error speaks of the server behind the address, not of the address.
  const siblings = [200, 404].includes(answer.status) ? await findSiblings(session) : [];
  return { failure: { ...failure, ...(siblings.length > 0 && { siblings }) } };
}

function notAnEngine(session: EngineSession, answer: Ok): Failure {
  const { status, milliseconds, headers, json, redirected } = answer;
  const type = headers.contentType?.split(';')[0] ?? 'no content type';
  const failed = (step: Failure['step'], code: Failure['code'], said: string): Failure => ({
    step,
    code,
    detail: `GET ${session.base}/engine: ${said}`,
    milliseconds,
    status,
  });
  if (status === 407) return failed('connect', 'proxy', 'the proxy requires a login');
  if (status === 404) return failed('http', 'not-found', 'answered 404');
  if (status !== 200) return failed('http', 'server-error', `answered ${status} (${type})`);
  if (json !== undefined)
    return failed('parse', 'not-an-engine-list', 'answered JSON, but no list of engines');
  if (redirected) return failed('http', 'redirect', `redirects to a page (${type}), perhaps a login page`);
  return failed('parse', 'not-json', `answered ${type} instead of JSON`);
}

function nameFailure(session: EngineSession, names: readonly string[], answer: Ok): Failure | null {
  if (names.includes(session.name)) return null;
  const { milliseconds, status } = answer;
  const detail = `GET ${session.base}/engine: lists ${names.join(', ')}, but not ${session.name}`;
  return { step: 'name', code: 'name-unknown', detail, milliseconds, status, engineNames: names };
}

/** A list that is shown to users only. Asked for after the login was accepted, never before. */
async function namesBehindLogin(session: EngineSession): Promise<Step<readonly string[]>> {
  const answer = await session.askBase(
    { ...engineList, name: 'engine-list-with-login' },
    { credentials: session.credentials },
  );
  if (!answer.ok) return { failure: answer.failure };
  const names = await namesIn(session, answer);
  if ('failure' in names) return names;
  const failure = nameFailure(session, names.value, answer);
  return failure === null ? names : { failure };
}

/** The first request with credentials, and the only one whose outcome decides about them. */
async function logIn(options: ChainOptions): Promise<Step<Ok>> {
  const { session, login, logins, transport, engine } = options;
  if (login === null) return accepted(session, await askVersion(session, null), null);
  const replayed = transport.withheld(engine, null);
  if (replayed !== null) return { failure: withheld(login.user, replayed) };
  if (transport.replays) return accepted(session, await askVersion(session, login), login.user);
  const attempt = await logins.attempt(engine, async () => {
    const answer = await askVersion(session, login);
    return { rejected: isRejected(answer), result: answer };
  });
  if ('withheldBy' in attempt) {
    transport.withheld(engine, attempt.withheldBy);
    return { failure: withheld(login.user, attempt.withheldBy) };
  }
  return accepted(session, attempt.result, login.user);
}

function askVersion(session: EngineSession, credentials: Credentials | null): Promise<Answer> {
  return session.ask(version, { credentials, repeatable: credentials === null });
}

/** A 403 is a refusal too: by something in front of the engine, which has no such answer to this request. */
function isRejected(answer: Answer): boolean {
  return answer.ok && (answer.status === 401 || answer.status === 403);
}

function accepted(session: EngineSession, answer: Answer, user: string | null): Step<Ok> {
  if (!answer.ok) return { failure: answer.failure };
  if (isRejected(answer)) return { failure: rejected(session, answer, user) };
  if (answer.status === 200 && answer.json !== undefined) return { value: answer };
  return { failure: versionFailure(session, answer) };
}

function rejected(session: EngineSession, { status, milliseconds }: Ok, user: string | null): Failure {
  const code = user === null ? 'login-required' : 'credentials-rejected';
  const said = user === null ? 'requires a login' : `rejects user ${user}`;
  const detail = `${addressOf(session)}: ${said} (${status})`;
  return { step: 'login', code, detail, milliseconds, status, ...(user !== null && { user }) };
}

/**
 * Accepted once, refused now: several nodes with different users behind one address, or the account was locked by a wrong
 * password elsewhere. Asking on would only count as further tries.
 */
function rejectedLater({ session, login, logins, engine }: ChainOptions, answer: Ok): Failure {
  const user = login?.user ?? null;
  const elsewhere = user === null ? null : logins.rejectedBy(engine);
  if (user !== null) logins.reject(engine);
  if (user !== null && elsewhere !== null) return withheld(user, elsewhere, 'no longer asked');
  const failure = rejected(session, answer, user);
  return user === null ? failure : { ...failure, detail: `${failure.detail}, after it was accepted first` };
}

function withheld(user: string, by: string, said = 'not asked'): Failure {
  const detail = `${said} as user ${user}, whom ${by} rejected`;
  const code = 'credentials-rejected-elsewhere';
  return { step: 'login', code, detail, milliseconds: 0, user, rejectedBy: by };
}

function versionFailure(session: EngineSession, answer: Ok): Failure {
  const { status, milliseconds } = answer;
  const failed = (step: Failure['step'], code: Failure['code'], said: string): Failure => ({
    step,
    code,
    detail: `${addressOf(session)}: ${said}`,
    milliseconds,
    status,
  });
  if (status === 200) return failed('parse', 'not-json', 'answered something else than JSON');
  const unknownName = textOf(answer.json, 'type') === 'InvalidRequestException';
  if (status === 404 && unknownName) return failed('name', 'name-unknown', 'there is no engine of this name');
  if (status === 404) return failed('http', 'not-found', 'answered 404');
  return failed('http', 'server-error', `answered ${status}`);
}

function addressOf(session: EngineSession): string {
  return `GET ${session.base}/engine/${session.name}/version`;
}
