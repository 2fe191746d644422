import type { Credentials } from '../../configuration/logins.js';
import type { Evidence } from '../../core/finding.js';
import { known, unknown, type Observed, type Unknown } from '../../core/observed.js';
import type { Echoes } from '../http/answer/echoes.js';
import type { Answer, Limits, ServiceName, Transport } from '../http/transport.js';

/** A resource of a service. What `keep` keeps of an answer is kept again when it is replayed, so it has to stay as it is. */
export interface ServiceResource {
  /** E.g. `status`. */
  readonly name: string;
  /** Path and query below the base. */
  readonly path: string;
  /** The same as people read it, where it is long. */
  readonly shown?: string;
  readonly maxBytes?: number;
  readonly keep: (body: unknown) => unknown;
}

export interface ServiceSessionOptions {
  readonly transport: Transport;
  readonly service: ServiceName;
  /** The base as it is called, without user info. */
  readonly address: string;
  readonly credentials: Credentials | null;
  readonly echoes: Echoes;
  readonly limits: Limits;
}

/** A request to a service, for `--timings` and for tests that count. */
export interface ServiceRequest {
  readonly resource: string;
  readonly status: number | null;
  readonly milliseconds: number;
}

/** The requests to one service: one at a time, each sent once, redirects not followed. */
export class ServiceSession {
  readonly requests: ServiceRequest[] = [];
  /** What the service's clock showed at its first answer, milliseconds since 1970; null where it did not tell. */
  serverTime: number | null = null;
  /** Own clock at that moment. */
  receivedAt: number | null = null;
  readonly #options: ServiceSessionOptions;

  constructor(options: ServiceSessionOptions) {
    this.#options = options;
  }

  async ask(resource: ServiceResource): Promise<Answer> {
    const { transport, service, address, credentials, echoes, limits } = this.#options;
    const answer = await transport.get({
      engine: '',
      service,
      resource: resource.name,
      url: `${address}${resource.path}`,
      request: resource.path,
      credentials,
      echoes,
      limits,
      keep: resource.keep,
      repeatable: false,
      fresh: false,
      redirects: 0,
      ...(resource.maxBytes !== undefined && { maxBytes: resource.maxBytes }),
    });
    this.#note(resource, answer);
    return answer;
  }

  /** Nothing of it speaks of single engines. */
  evidence(resource: ServiceResource, detail: string): Evidence {
    return { kind: resource.name, engines: [], detail, request: `GET ${shownPath(resource)}`, status: 200 };
  }

  #note({ name }: ServiceResource, answer: Answer): void {
    const { milliseconds } = answer.ok ? answer : answer.failure;
    this.requests.push({ resource: name, status: answer.ok ? answer.status : null, milliseconds });
    if (!answer.ok) return;
    const time = Date.parse(answer.headers.date ?? '');
    if (!Number.isNaN(time)) this.serverTime ??= time;
    this.receivedAt ??= answer.receivedAt;
  }
}

/** A decoded answer as a fact; `decode` gives null for what is not the expected shape. */
export function observedOf<T>(
  session: ServiceSession,
  resource: ServiceResource,
  answer: Answer,
  decode: (json: unknown) => T | null,
  describe: (value: T) => string,
): Observed<T> {
  const value = answer.ok && answer.status === 200 ? decode(answer.json) : null;
  if (value === null) return unreadable(answer, resource);
  return known(value, [session.evidence(resource, describe(value))]);
}

/** What an answer that is not the wanted one means for the fact behind it. */
export function unreadable(answer: Answer, resource: ServiceResource): Unknown {
  if (!answer.ok) return unknown('failed', answer.failure.detail);
  const said = saidBy(answer, resource);
  if (answer.status === 401 || answer.status === 403) return unknown('refused', said);
  return unknown('failed', said);
}

/** `GET /api/status answered 200 (text/html), not what Optimize answers`. */
export function saidBy(
  { status, headers }: Extract<Answer, { ok: true }>,
  resource: ServiceResource,
): string {
  const type = headers.contentType?.split(';')[0];
  const said = `GET ${shownPath(resource)} answered ${status}${type === undefined ? '' : ` (${type})`}`;
  return status === 200 ? `${said}, which is not the expected answer` : said;
}

function shownPath({ path, shown }: ServiceResource): string {
  return shown ?? path;
}
