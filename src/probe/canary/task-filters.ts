import { urlEncoded } from '../../core/text/url-encoded.js';
import type { Credentials } from '../../configuration/logins.js';
import { Attempt } from '../http/attempt.js';
import type { Connection } from '../http/connection/connection.js';
import { Connections } from '../http/connection/connections.js';
import { loginHeaders, type ClientOptions } from '../http/requests.js';
import { textOf, rowsOf } from '../http/answer/kept-fields.js';

/**
 * The only file that can send something else than a GET, loaded only with `--canary` and `--canary-clean`. All it can do is
 * make a task filter of a name that nobody else uses, and delete it.
 */
export const CANARY_NAME = /^multi-engine-canary-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One engine, and as whom to speak to it. */
export interface Site {
  readonly base: string;
  readonly name: string;
  readonly credentials: Credentials | null;
}

/** What came back; status 0 where nothing did. */
export interface Written {
  readonly status: number;
  readonly json: unknown;
}

const TIMEOUT_MS = 10_000;
/** A filter has some hundred bytes, a list of twenty some thousand. */
const MAX_BYTES = 1_048_576;

/** When to break off what an engine does not answer, besides the time-out of each request. */
export interface BreakOff {
  readonly interrupted?: AbortSignal | undefined;
  /** How long after that, in all: what was made shall be deleted, but nobody waits for an engine that hangs. */
  readonly graceMs: number;
}

export class FilterWriter {
  readonly #options: ClientOptions;
  readonly #connections: Connections;
  readonly #graceOver = new AbortController();

  constructor(options: ClientOptions, { interrupted, graceMs }: BreakOff = { graceMs: 0 }) {
    this.#options = options;
    this.#connections = new Connections(options);
    const onInterrupt = (): void => {
      setTimeout(() => this.#graceOver.abort(), graceMs).unref();
    };
    if (interrupted?.aborted === true) onInterrupt();
    else interrupted?.addEventListener('abort', onInterrupt, { once: true });
  }

  create(site: Site, name: string): Promise<Written> {
    // `query` has to be there, and no owner: an owner adds an authorization.
    const properties = { description: 'temporary; safe to delete' };
    return this.#send('POST', site, '/filter/create', { resourceType: 'Task', name, query: {}, properties });
  }

  /** True once the filter is certainly gone. */
  async remove(site: Site, id: string): Promise<boolean> {
    const path = `/filter/${urlEncoded(id)}`;
    const { status } = await this.#send('DELETE', site, path, null);
    if (status !== 204 && status !== 404) return false;
    return (await this.#send('GET', site, path, null)).status === 404;
  }

  /** Ids of every canary on the engine, or the name alone; null where the list cannot be had. */
  async find(
    site: Site,
    name: string | null = null,
  ): Promise<readonly string[] | { readonly status: number }> {
    const like = urlEncoded(name ?? 'multi-engine-canary-%');
    const { status, json } = await this.#send('GET', site, `/filter?nameLike=${like}&maxResults=20`, null);
    if (status !== 200) return { status };
    return rowsOf(json).flatMap((row) =>
      CANARY_NAME.test(textOf(row, 'name') ?? '') ? (textOf(row, 'id') ?? []) : [],
    );
  }

  close(): Promise<void> {
    return this.#connections.close();
  }

  async #send(
    method: 'GET' | 'POST' | 'DELETE',
    { base, name, credentials }: Site,
    path: string,
    body: unknown,
  ): Promise<Written> {
    const url = new URL(`${base}/engine/${urlEncoded(name)}${path}`);
    const headers = {
      accept: 'application/json',
      'user-agent': `multi-engine/${this.#options.version}`,
      ...(body !== null && { 'content-type': 'application/json' }),
      ...loginHeaders(credentials),
    };
    const sent = { method, headers, body: body === null ? null : JSON.stringify(body) };
    // Not at once with the run: an interrupt must not keep what was made from being deleted.
    const attempt = new Attempt({
      timeoutMs: TIMEOUT_MS,
      deadlineAt: performance.now() + TIMEOUT_MS,
      signal: this.#graceOver.signal,
    });
    try {
      return await attempt.race(() => written(this.#connections.to(url, url.origin), sent, url));
    } catch {
      this.#connections.drop(url.origin);
      return { status: 0, json: undefined };
    } finally {
      attempt.end();
    }
  }
}

async function written(
  connection: Connection,
  sent: Parameters<Connection['exchange']>[0],
  url: URL,
): Promise<Written> {
  const parts: Buffer[] = [];
  const sink = (bytes: Buffer): boolean => parts.push(bytes) > 0;
  const { status } = await connection.exchange(sent, url, () => ({ cap: MAX_BYTES, sink }));
  return { status, json: jsonOf(Buffer.concat(parts).toString('utf8')) };
}

function jsonOf(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}
