import type { Answer } from '../../http/transport.js';
import type { Failure } from '../../contact.js';
import { engineList } from '../resources/engine-list.js';
import type { EngineSession } from '../session.js';

/** How a port looks that speaks the other protocol: to plain HTTP what a TLS port sends is no HTTP, or it just hangs up. */
const LOOKS_LIKE_TLS: ReadonlySet<Failure['code']> = new Set(['network', 'reset']);

/**
 * A failure with the base to write instead, where http and https are mixed up. A redirect to the same path says it by itself;
 * otherwise one request by the other protocol does, without a login.
 */
export async function withOtherProtocol(session: EngineSession, failure: Failure): Promise<Failure> {
  const { leadsTo, code, step } = failure;
  if (code === 'redirect') return { ...failure, ...leadingToTls(session, leadsTo) };
  const secure = session.address.startsWith('https:');
  const isOdd = secure ? code === 'tls-protocol' : step === 'http' && LOOKS_LIKE_TLS.has(code);
  if (!isOdd) return failure;
  const address = otherProtocolOf(session.address);
  // What answers there is the proxy, whatever the port speaks.
  if (session.isForwarded(address)) return failure;
  const answer = await session.askAddress(engineList, address);
  return speaks(answer, !secure) ? mixedUp(failure, session.shown(address)) : failure;
}

/** A failure of a port that speaks the other protocol. */
export function mixedUp(failure: Failure, instead: string): Failure {
  const code = instead.startsWith('https:') ? 'speaks-tls' : 'speaks-plain';
  return { ...failure, step: 'tls', code, instead };
}

/** The same port by the other protocol: one that was not named has to be, because each protocol has its own. */
export function otherProtocolOf(address: string): string {
  const { protocol, hostname, port, pathname } = new URL(address);
  const path = pathname.replace(/\/$/, '');
  return protocol === 'https:'
    ? `http://${hostname}:${port === '' ? '443' : port}${path}`
    : `https://${hostname}:${port === '' ? '80' : port}${path}`;
}

/** What has something to say about a certificate speaks TLS, too. */
function speaks(answer: Answer, secure: boolean): boolean {
  if (answer.ok) return true;
  const { code } = answer.failure;
  if (['redirect', 'too-large', 'not-json'].includes(code)) return true;
  return secure && (code === 'certificate' || code.startsWith('client-certificate'));
}

/** Only where nothing but the protocol and its port is another. */
function leadingToTls(session: EngineSession, leadsTo = ''): Pick<Failure, 'instead'> {
  const asked = `${session.base}${engineList.path}`;
  if (!URL.canParse(asked) || !URL.canParse(leadsTo)) return {};
  const [from, to] = [new URL(asked), new URL(leadsTo)];
  const isSame = from.hostname === to.hostname && from.pathname === to.pathname;
  if (from.protocol !== 'http:' || to.protocol !== 'https:' || !isSame) return {};
  return { instead: `${to.origin}${to.pathname.slice(0, -engineList.path.length)}` };
}
