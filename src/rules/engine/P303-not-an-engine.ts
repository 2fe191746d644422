import { urlOf } from '../../core/text/url.js';
import { joined, shortened } from '../../core/text/text.js';
import type { Failure } from '../../probe/contact.js';
import { engineRule } from '../rule.js';
import { brokenChain, said, type FailureData } from '../shared/engines/failures.js';

const CODES: ReadonlySet<Failure['code']> = new Set([
  'not-found',
  'redirect',
  'not-json',
  'not-an-engine-list',
  'too-large',
  'speaks-tls',
  'speaks-plain',
]);

export default engineRule({
  code: 'P303',
  name: 'not-an-engine',
  severity: 'error',
  needs: ['reach'],
  *check(view) {
    yield* brokenChain(view, ({ code }) => CODES.has(code), 'rest', rightAddress);
  },
  message({ engine, rest, failure }: FailureData) {
    const { code } = failure;
    if (code === 'speaks-tls')
      return `"rest" of "${engine}" uses http, but the port speaks TLS only: ${said(failure)}`;
    if (code === 'speaks-plain')
      return `"rest" of "${engine}" uses https, but the port speaks plain HTTP: ${said(failure)}`;
    if (failure.instead !== undefined)
      return `"rest" of "${engine}" uses http, and the server redirects to https: ${said(failure)}`;
    if (runsNone(failure)) return `"${engine}": its server runs no engine: ${said(failure)}`;
    return reachesEngine(failure)
      ? `"rest" of "${engine}": an engine answers, but does not know this path. It was asked for ${shortened(pathAsked(rest, failure), 80)}`
      : `"rest" of "${engine}" is not the REST interface of an engine: ${said(failure)}`;
  },
  remedy({ rest, failure }: FailureData) {
    const { siblings = [], code, instead, refusal } = failure;
    if (instead !== undefined) return remedyOfProtocol(rest, instead);
    if (siblings.length > 0) return `An engine answers at ${joined(siblings)}. Use that as "rest".`;
    if (runsNone(failure)) {
      return [
        'The log of the server says why the engine did not start: for example, it cannot reach its database.',
        'An engine of an application is listed only where the REST interface finds it (ProcessEngineProvider).',
      ].join('\n');
    }
    if (reachesEngine(failure)) {
      return [
        'A proxy in front passes the path on unchanged, and the engine expects it without the prefix of the proxy. Remove it there:',
        'nginx with a path behind proxy_pass, an ingress with rewrite-target, Traefik with StripPrefix.',
        'If there is no proxy, correct "rest": it ends where /engine follows.',
      ].join('\n');
    }
    if (isEndless(failure)) {
      return [
        'The server answers with redirects of which one leads to the next, often because a proxy speaks http to it and does not say that it was asked with https.',
        `See where they lead, and correct them there: curl -sIL ${rest}/engine`,
      ].join('\n');
    }
    if (code === 'redirect') {
      return 'Use the final address as "rest", and let REST calls bypass the login page: Optimize sends basic authentication only.';
    }
    const isPage = code === 'not-json' && refusal?.sentence !== undefined;
    const passing = 'If the page is there for a while only, as during maintenance, run again afterwards.\n';
    return `${isPage ? `${passing}Otherwise correct` : 'Correct'} "rest". It ends where /engine follows, usually with /engine-rest: curl -i ${rest}/engine`;
  },
});

/** Redirects were followed until there were too many: one that is not followed has a target, a page behind one its own status. */
function isEndless({ code, leadsTo, status = 0 }: Failure): boolean {
  return code === 'redirect' && leadsTo === undefined && status >= 300;
}

/** The list of engines was there, with none in it. */
function runsNone({ engineNames }: Failure): boolean {
  return engineNames?.length === 0;
}

/** An engine's own 404, told from that of whatever else listens there; with an engine nearby the address is simply wrong. */
function reachesEngine({ code, refusal, siblings = [] }: Failure): boolean {
  return code === 'not-found' && refusal?.by === 'engine' && siblings.length === 0;
}

/** The path as it arrived, where the engine tells it. */
function pathAsked(rest: string, { refusal }: Failure): string {
  const told = /path: (\S+)$/.exec(refusal?.sentence ?? '')?.[1] ?? `${rest}/engine`;
  return urlOf(told)?.pathname ?? told;
}

function remedyOfProtocol(rest: string, instead: string): string {
  return losesPort(rest, instead)
    ? `The redirect leads to ${instead} and has lost the port. Use the address at which https is served, and let the proxy keep the port in its redirects.`
    : `Use ${instead} as "rest".`;
}

/** Only a redirect leaves the port out: then it means 443, which nobody may have meant. */
function losesPort(rest: string, instead: string): boolean {
  if (!URL.canParse(rest) || !URL.canParse(instead)) return true;
  return new URL(rest).port !== '' && new URL(instead).port === '';
}

/** Of several addresses people have to choose; one with a masked part cannot be written. */
function rightAddress({ siblings = [], instead }: Failure, rest: string): string | null {
  if (instead !== undefined) return losesPort(rest, instead) || isMasked(instead) ? null : instead;
  const [only, ...others] = siblings;
  return others.length > 0 || only === undefined || isMasked(only) ? null : only;
}

function isMasked(address: string): boolean {
  return /\*\*\*|<\w+>/u.test(address);
}
