import { withoutTrailing } from '../../../core/text/text.js';
import { urlOf } from '../../../core/text/url.js';
import type { Answer } from '../../http/transport.js';
import type { Failure } from '../../contact.js';
import { engineList, engineNamesIn } from '../resources/engine-list.js';
import type { EngineSession } from '../session.js';

/** Where the distributions put their REST interface: Spring Boot before 7.13 at `/rest`. */
const USUAL = ['/engine-rest', '/rest'];
/** Guesses for one address: what is not found by then has to be known by people. */
const MOST = 24;

/** What a server with a load of its own says: guesses would only add to it. */
const BUSY: ReadonlySet<number> = new Set([407, 429, 502, 503, 504]);

/** What came instead of a list of engines: an answer, or a failure that was one. */
type Answered = Pick<Failure, 'status' | 'refusal'>;

/**
 * Addresses beside the given one that answer with a list of engines: a hint for people, never used instead. Where one of
 * them lists the engine that is wanted, only those that do.
 */
export async function findNearby(session: EngineSession, answer: Answered): Promise<readonly string[]> {
  if (BUSY.has(answer.status ?? 0) || answer.refusal?.wants !== undefined) return [];
  const found: { readonly address: string; readonly names: readonly string[] }[] = [];
  for (const address of guesses(session, pathNamedIn(answer))) {
    const list = await session.askAddress(engineList, address);
    // What cannot be reached at one path cannot be reached at the next.
    if (isUnreachable(list)) break;
    const names = engineNamesIn(list);
    if (names !== null) found.push({ address, names });
  }
  const wanted = found.filter(({ names }) => names.includes(session.name));
  return (wanted.length > 0 ? wanted : found).map(({ address }) => session.shown(address));
}

/** The nearest first: something is missing behind the address, or too much is, or the application has another prefix. */
function guesses({ address, webappsEndpoint }: EngineSession, named: string | null): readonly string[] {
  const { origin, pathname } = new URL(address);
  const own = pathname === '/' ? '' : pathname;
  const parents = parentsOf(own);
  const elsewhere = [prefixOf(webappsEndpoint, address), named].flatMap((path) =>
    path === null ? [] : [path, ...parentsOf(path)],
  );
  const paths = [
    ...below(own),
    ...parents.flatMap((parent) => [parent, ...below(parent)]),
    '/camunda/engine-rest',
    ...elsewhere.flatMap((path) => [...below(path), path]),
  ];
  return [...new Set(paths)]
    .filter((path) => path !== own)
    .slice(0, MOST)
    .map((path) => `${origin}${path}`);
}

function below(path: string): readonly string[] {
  return USUAL.map((usual) => `${path}${usual}`);
}

/** `/a/b` → `/a` and the root, which is empty. */
function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(1);
  return parts.map((_, index) => ['', ...parts.slice(0, parts.length - 1 - index)].join('/'));
}

/** The path of the web applications, where they are on the same host. */
function prefixOf(endpoint: string | null, base: string): string | null {
  if (endpoint === null) return null;
  const { hostname, pathname } = new URL(endpoint);
  return hostname === new URL(base).hostname ? withoutTrailing(pathname, '/') : null;
}

/** Below which path an engine was asked, as its own error tells, e.g. `/claims/engine-rest`. */
function pathNamedIn({ refusal }: Answered): string | null {
  const url = / for full path: (\S+)$/.exec(refusal?.sentence ?? '')?.[1] ?? '';
  return urlOf(url)?.pathname.replace(/\/engine\/?$/, '') ?? null;
}

const ANSWERED: ReadonlySet<Failure['code']> = new Set(['redirect', 'too-large', 'not-json', 'not-recorded']);

function isUnreachable(answer: Answer): boolean {
  return !answer.ok && !ANSWERED.has(answer.failure.code);
}
