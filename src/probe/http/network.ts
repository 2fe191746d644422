import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClient } from './client.js';
import { cutObject } from './answer/cut-json.js';
import { headersOf } from './answer/headers.js';
import { JsonReader, NotJson, OverLimit } from './answer/json-reader.js';
import { refusalIn, type Refusal } from './answer/refusal.js';
import { retryReason, secondTry } from './retry.js';
import type { ClientOptions, GetRequest, HttpResult } from './requests.js';
import { keepError } from './answer/kept-fields.js';
import type { Answer, Call, Limits, TakeRows, Target, Transport } from './transport.js';
import type { RetryReason } from '../contact.js';

/** The network. undici is loaded here and nowhere earlier: commands without a network never pay for it. */
export async function liveTransport(options: ClientOptions): Promise<Transport> {
  const { HttpClient } = await import('./client.js');
  return new LiveTransport(new HttpClient(options), options.connections ?? CONNECTIONS);
}

/** To one engine: as many as a browser opens. */
const CONNECTIONS = 4;
/** Rows of a list for which no number was asked: engines have a handful. */
const MOST_ROWS = 10_000;

type Received = Extract<HttpResult, { ok: true }>;

/** What came of a body of status 200. */
interface Reading {
  readonly result: HttpResult;
  /** Why the bytes are not what was asked for. */
  readonly problem: Error | null;
  /** It holds something that was sent. */
  readonly echoing: boolean;
  readonly reader: JsonReader;
  readonly retried: RetryReason | null;
}

/** The body of an answer as the rest of the program sees it. */
interface Body {
  /** Reduced; undefined where it is no JSON. */
  readonly json: unknown;
  /** What it was read from, as far as that is kept. */
  readonly text: string;
  readonly echoing: boolean;
}

class LiveTransport implements Transport {
  readonly connections: number;
  readonly #client: HttpClient;
  readonly #askedOnce = new Map<string, Promise<Answer>>();

  constructor(client: HttpClient, connections: number) {
    this.#client = client;
    this.connections = connections;
  }

  startedAt(now: number): number {
    return now;
  }

  target(_engine: string, live: Target): Target {
    return live;
  }

  withheld(_engine: string, by: string | null): string | null {
    return by;
  }

  isForwarded(address: string): boolean {
    return this.#client.isForwarded(new URL(address));
  }

  get(call: Call): Promise<Answer> {
    if (call.once !== true) return this.#get(call);
    const asked = this.#askedOnce.get(call.url) ?? this.#get(call);
    this.#askedOnce.set(call.url, asked);
    return asked;
  }

  async #get(call: Call): Promise<Answer> {
    let rows = new KeptRows(call.keep);
    const reading = await this.#read(call, () => {
      rows = new KeptRows(call.keep);
      return new JsonReader(rows.take, call.maxRows ?? MOST_ROWS, call.maxBytes);
    });
    return told(reading, wholeAnswer(call, reading, rows));
  }

  async getRows(call: Call, take: TakeRows): Promise<Answer> {
    const clean = (rows: readonly unknown[]): readonly unknown[] => rows.map((row) => call.echoes.clean(row));
    let taken = false;
    const makeReader = (): JsonReader =>
      new JsonReader((rows, echoing) => {
        taken = true;
        const kept = rows.map(call.keep);
        return take(echoing ? clean(kept) : kept);
      });
    const reading = await this.#read(call, makeReader, () => !taken);
    return told(reading, answerOfRows(call, reading));
  }

  /** One GET, and where that may help a second one after a pause, within the time of the first. */
  async #read(call: Call, makeReader: () => JsonReader, mayRepeat = () => true): Promise<Reading> {
    const started = performance.now();
    const first = await this.#readOnce(call, makeReader());
    if (first.result.resent === true) return { ...first, retried: 'reset' };
    const reason = mayRepeat() ? retryReason(first.result, call.repeatable) : null;
    if (reason === null) return first;
    const second = secondTry(first.result, call.limits, performance.now() - started);
    if (second === null) return first;
    await this.pause(second.pauseMs, call.limits);
    if (call.limits.signal.aborted) return first;
    const again = await this.#readOnce({ ...call, limits: second.limits }, makeReader());
    return { ...again, retried: reason };
  }

  async #readOnce(call: Call, reader: JsonReader): Promise<Reading> {
    let problem: Error | null = null;
    let enough = false;
    let echoing = false;
    const watch = call.echoes.watch();
    const attempt = (work: () => boolean): boolean => {
      try {
        enough = !work();
      } catch (error) {
        if (!(error instanceof NotJson) && !(error instanceof OverLimit)) throw error;
        problem = error;
      }
      return !enough && problem === null;
    };
    const result = await this.#client.getStream(requestOf(call), (chunk) => {
      echoing ||= watch(chunk);
      return attempt(() => reader.push(chunk, echoing));
    });
    const whole = result.ok && result.status === 200 && problem === null && !enough;
    if (whole && reader.isArray) attempt(() => (reader.end(), true));
    return { result, problem, echoing, reader, retried: null };
  }

  async pause(milliseconds: number, { deadlineAt, signal }: Limits): Promise<void> {
    const left = Math.max(0, Math.min(milliseconds, deadlineAt - performance.now()));
    // An interrupt ends the wait; what then happens is for the caller to see in the signal.
    await sleep(left, undefined, { signal }).catch(() => undefined);
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

function wholeAnswer(call: Call, { result, problem, echoing, reader }: Reading, rows: KeptRows): Answer {
  if (!result.ok || result.status !== 200) return unwanted(call, result);
  if (problem instanceof OverLimit) return refused(call, result, 'too-large', problem);
  const json = problem === null ? jsonOfWhole(call, reader, rows) : undefined;
  // What is not JSON may be a page: whoever asked can tell.
  const text = json === undefined ? reader.text : '';
  return answerOf(call, result, { json, text, echoing });
}

function jsonOfWhole({ keep }: Call, reader: JsonReader, rows: KeptRows): unknown {
  return reader.isArray ? rows.kept : reduced(reader.end(), keep);
}

function answerOfRows(call: Call, { result, problem, reader }: Reading): Answer {
  if (!result.ok || result.status !== 200) return unwanted(call, result);
  if (problem instanceof OverLimit) return refused(call, result, 'too-large', problem);
  if (problem !== null) return refused(call, result, 'not-json', problem);
  if (!reader.isArray)
    return refused(call, result, 'not-json', new NotJson(`no array${pageInstead(call, result, reader)}`));
  return answerOf(call, result, { json: undefined, text: '', echoing: false });
}

/** What a page says that came in the place of a list, such as that of a server under maintenance. */
function pageInstead(call: Call, result: Received, { text }: JsonReader): string {
  if (text === '' || jsonOf(text) !== undefined) return '';
  const { sentence } = readRefusal(call, result, text, undefined);
  return sentence === undefined ? '' : `, but a page that says "${sentence}"`;
}

function told({ retried }: Reading, answer: Answer): Answer {
  return retried === null ? answer : { ...answer, retried };
}

/** The rows of an answer that is kept as a whole. */
class KeptRows {
  readonly #keep: (body: unknown) => unknown;
  readonly #rows: unknown[] = [];
  #other: unknown = undefined;

  constructor(keep: (body: unknown) => unknown) {
    this.#keep = keep;
  }

  /** False where an array is not what was asked for. */
  readonly take = (rows: readonly unknown[]): boolean => {
    const kept = this.#keep(rows);
    if (!Array.isArray(kept)) {
      this.#other = kept;
      return false;
    }
    for (const row of kept) this.#rows.push(row);
    return true;
  };

  get kept(): unknown {
    if (this.#rows.length > 0) return this.#rows;
    return this.#other === undefined ? this.#keep([]) : this.#other;
  }
}

function refused(
  { url, echoes }: Call,
  { status, milliseconds }: Received,
  code: 'too-large' | 'not-json',
  { message }: Error,
): Answer {
  const detail = echoes.cleanSaid(`GET ${url}: ${message}`);
  return { ok: false, failure: { step: 'parse', code, detail, status, milliseconds } };
}

function requestOf({ engine, lane = 0, url, credentials, limits, echoes, ...call }: Call): GetRequest {
  const { service = '', repeatable, fresh, redirects } = call;
  return {
    lane: `${lane} ${service} ${engine}`,
    url: new URL(url),
    credentials,
    limits,
    repeatable,
    fresh,
    hide: (text) => echoes.cleanSaid(text),
    ...(redirects !== undefined && { redirects }),
  };
}

/** No answer, or one of another status than 200. */
function unwanted(call: Call, result: HttpResult): Answer {
  const { echoes } = call;
  if (!result.ok) return { ok: false, failure: echoes.cleanSaid(result.failure) };
  const { body: text } = result;
  const whole = jsonOf(text) ?? cutObject(text, (said) => echoes.cleanSaid(said));
  const body: Body = { json: reduced(whole, keepError), text, echoing: echoes.areIn(text) };
  return { ...answerOf(call, result, body), refusal: readRefusal(call, result, text, whole) };
}

function answerOf(
  call: Call,
  result: Received,
  { json, text, echoing }: Body,
): Extract<Answer, { ok: true }> {
  const { status, milliseconds, redirected, headers, certificate } = result;
  const isPage = json === undefined && text !== '';
  return {
    ok: true,
    status,
    headers: headersOf(headers, (said) => call.echoes.cleanSaid(said)),
    milliseconds,
    receivedAt: Date.now(),
    redirected,
    json: echoing ? call.echoes.clean(json) : json,
    ...(certificate !== undefined && { certificate: call.echoes.clean(certificate) }),
    ...(isPage && { refusal: readRefusal(call, result, text, undefined) }),
  };
}

function readRefusal({ echoes }: Call, result: Received, body: string, json: unknown): Refusal {
  return refusalIn({ ...result, body, json }, (text) => echoes.cleanSaid(text));
}

function reduced(body: unknown, keep: (body: unknown) => unknown): unknown {
  return body === undefined ? undefined : keep(body);
}

/** Undefined for what is no JSON: a login page, an empty body. */
function jsonOf(body: string): unknown {
  if (body === '') return undefined;
  try {
    const json: unknown = JSON.parse(body.replace(/^\ufeff/u, ''));
    return json;
  } catch {
    return undefined;
  }
}
