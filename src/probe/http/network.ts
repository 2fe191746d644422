import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClient } from './client.js';
import { ElementSplitter, NotAnArray } from './array-splitter.js';
import { refusalIn } from './refusal.js';
import type { ClientOptions, GetRequest, HttpResult } from './requests.js';
import { keepError } from './kept-fields.js';
import type { Answer, AnswerHeaders, Call, Limits, TakeRows, Target, Transport } from './transport.js';

/** The network. undici is loaded here and nowhere earlier: commands without a network never pay for it. */
export async function liveTransport(options: ClientOptions): Promise<Transport> {
  const { HttpClient } = await import('./client.js');
  return new LiveTransport(new HttpClient(options));
}

class LiveTransport implements Transport {
  readonly #client: HttpClient;
  readonly #askedOnce = new Map<string, Promise<Answer>>();

  constructor(client: HttpClient) {
    this.#client = client;
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

  get(call: Call): Promise<Answer> {
    if (call.once !== true) return this.#get(call);
    const asked = this.#askedOnce.get(call.url) ?? this.#get(call);
    this.#askedOnce.set(call.url, asked);
    return asked;
  }

  async #get(call: Call): Promise<Answer> {
    return answerOf(call, await this.#client.get(requestOf(call)), call.keep);
  }

  async getRows(call: Call, take: TakeRows): Promise<Answer> {
    let enough = false;
    let echoing = false;
    const watch = call.echoes.watch();
    const splitter = new ElementSplitter((rows) => {
      const kept = rows.map(call.keep);
      const more = take(echoing ? kept.map((row) => call.echoes.clean(row)) : kept);
      enough ||= !more;
      return more;
    });
    let broken: unknown = null;
    const result = await this.#client.getStream(requestOf(call), (chunk) => {
      try {
        echoing ||= watch(chunk);
        return splitter.push(chunk);
      } catch (error) {
        broken = error;
        return false;
      }
    });
    if (result.ok && result.status === 200 && broken === null && !enough) broken = ended(splitter);
    if (broken !== null) return notAnArray(call, result, broken);
    return answerOf(call, result, () => undefined);
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

function ended(splitter: ElementSplitter): unknown {
  try {
    splitter.end();
    return null;
  } catch (error) {
    return error;
  }
}

function notAnArray(call: Call, result: HttpResult, error: unknown): Answer {
  if (!(error instanceof NotAnArray)) throw error;
  if (!result.ok) return { ok: false, failure: call.echoes.clean(result.failure) };
  const { status, milliseconds } = result;
  const detail = call.echoes.clean(`GET ${call.url}: ${error.message}`);
  return { ok: false, failure: { step: 'parse', code: 'not-json', detail, status, milliseconds } };
}

function requestOf({ engine, url, credentials, limits, repeatable, fresh }: Call): GetRequest {
  return { lane: engine, url: new URL(url), credentials, limits, repeatable, fresh };
}

function answerOf({ echoes }: Call, result: HttpResult, keep: (body: unknown) => unknown): Answer {
  if (!result.ok) return { ok: false, failure: echoes.clean(result.failure) };
  const { status, milliseconds, redirected } = result;
  const body = jsonOf(result.body);
  const kept = body === undefined ? undefined : (status === 200 ? keep : keepError)(body);
  const isWanted = status === 200 && (body !== undefined || result.body === '');
  const hide = (text: string): string => echoes.clean(text);
  return {
    ok: true,
    status,
    headers: headersOf(result.headers),
    milliseconds,
    receivedAt: Date.now(),
    redirected,
    json: echoes.areIn(result.body) ? echoes.clean(kept) : kept,
    ...(!isWanted && { refusal: refusalIn({ ...result, json: body }, hide) }),
  };
}

/** Only what these headers are for: whoever answers can write anything into them. */
function headersOf({ date, 'content-type': contentType }: Readonly<Record<string, string>>): AnswerHeaders {
  const time = Date.parse(date ?? '');
  const type = /^([\w.+-]{1,60}\/[\w.+-]{1,60})(?:\s*;\s*charset="?([\w-]{1,20})"?\s*(?:;|$))?/iu.exec(
    contentType ?? '',
  );
  const [, media = '', charset] = type ?? [];
  return {
    ...(!Number.isNaN(time) && { date: new Date(time).toUTCString() }),
    ...(type !== null && { contentType: charset === undefined ? media : `${media};charset=${charset}` }),
  };
}

/** Undefined for what is no JSON: a login page, an empty body. */
function jsonOf(body: string): unknown {
  if (body === '') return undefined;
  try {
    const json: unknown = JSON.parse(body);
    return json;
  } catch {
    return undefined;
  }
}
