import { known, unknown } from '../../core/observed.js';
import type { ExaminedAs, Failure, Reach } from '../contact.js';
import { namesBehindLogin, namesIn, namesRead, withNearby } from './address/engine-names.js';
import { examinedAs } from './login/examined-as.js';
import { closedBehindList, isClosed, logIn, refusedLater } from './login/login.js';
import { withOtherProtocol } from './address/other-protocol.js';
import { readResources } from './readings.js';
import { engineList } from './resources/engine-list.js';
import { versionIn } from './resources/version.js';
import type { Ok } from './answered.js';
import type { EngineSession } from './session.js';
import type { ChainOptions } from './step.js';
import { unread, type Facts } from './unknown-facts.js';

export interface ChainResult {
  readonly reach: Reach;
  readonly facts: Facts;
}

/**
 * One engine from the first packet to the last fact. The first step that breaks ends the chain, because what comes after
 * it would only repeat the same failure; other engines go on.
 */
export async function probeEngine(options: ChainOptions): Promise<ChainResult> {
  const { session, engine, logins } = options;
  // Broken before the login: others that wait for it need not any more.
  const pass = (): void => logins.pass(engine);
  const list = await session.askBase(engineList);
  if (!list.ok) {
    pass();
    const failure = await withOtherProtocol(session, list.failure);
    // Whoever leads elsewhere may do so for this path only.
    const isElsewhere = failure.code === 'redirect' && failure.instead === undefined;
    return brokenAt(isElsewhere ? await withNearby(session, failure, failure) : failure);
  }
  const names = isClosed(list) ? null : await namesIn(session, list, pass);
  if (names !== null && 'failure' in names) return brokenAt(names.failure, names.failure.engineNames);

  if (options.login === null && names !== null && !options.loginOnly) return readOpen(options, names.value);
  const as = await examinedAs(options, names === null ? list : null);
  const login = await logIn(options);
  if ('failure' in login) {
    // Where even the list was closed, the address may be another application's.
    const isElsewhere = names === null && !JUDGED.has(login.failure.code);
    return names === null
      ? brokenAt(isElsewhere ? await withNearby(session, list, login.failure) : login.failure)
      : brokenAt(closedBehindList(login.failure), names.value);
  }
  session.credentials = options.login;
  session.guarded = guardedIn(names === null, as);
  // Not before: others may be waiting for this login.
  enter(options);
  const allNames =
    names === null ? await namesBehindLogin(session) : { value: namesRead(session, names.value) };
  if ('failure' in allNames) return brokenAt(allNames.failure);
  const read = options.loginOnly
    ? loginAlone(session, login.value)
    : (await readResources(session, login, options.login)).read;
  return reached(session, { ...read, engineNames: allNames.value }, login.value, as);
}

/** Where no login has to be accepted first, what would be asked with it goes beside the rest. */
async function readOpen(options: ChainOptions, names: readonly string[]): Promise<ChainResult> {
  const { session } = options;
  enter(options);
  const engineNames = namesRead(session, names);
  const { entrance, read } = await readResources(session, () => logIn(options), null);
  return 'failure' in entrance
    ? brokenAt(closedBehindList(entrance.failure), names)
    : reached(session, { ...read, engineNames }, entrance.value, null);
}

/** Requests to named resources follow. */
function enter(options: ChainOptions): void {
  const { session, turn } = options;
  session.onRejected = (answer) => refusedLater(options, answer);
  session.turn = turn;
}

function loginAlone(session: EngineSession, answer: Ok): Omit<Facts, 'engineNames'> {
  return {
    ...unread(unknown('not-asked', 'only the login was asked for')),
    version: versionIn(session, answer),
  };
}

/** Whether those who send no login are refused, as far as what was asked so far tells. */
function guardedIn(isListClosed: boolean, as: ExaminedAs | null): boolean | null {
  if (isListClosed) return true;
  if (as === null || (as.schemes === null && !as.open)) return null;
  return !as.open;
}

/** Failures of a login that an engine has seen. */
const JUDGED: ReadonlySet<Failure['code']> = new Set([
  'credentials-rejected',
  'credentials-rejected-elsewhere',
  'name-unknown',
]);

function reached(
  session: EngineSession,
  facts: Facts,
  { milliseconds: latencyMs }: Ok,
  as: ExaminedAs | null,
): ChainResult {
  if (session.broken === null)
    return { reach: { status: 'ok', latencyMs, ...(as !== null && { as }) }, facts };
  return { reach: { status: 'failed', failure: session.broken, latencyMs }, facts };
}

function brokenAt(failure: Failure, names?: readonly string[]): ChainResult {
  const facts = unread(unknown('not-asked', failure.detail));
  const engineNames = names === undefined ? facts.engineNames : known(names);
  return { reach: { status: 'failed', failure, latencyMs: null }, facts: { ...facts, engineNames } };
}
