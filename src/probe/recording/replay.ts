import { bareAddress, urlOf } from '../../core/text/url.js';
import type { Echoes } from '../http/answer/echoes.js';
import { keepError } from '../http/answer/kept-fields.js';
import { withoutTokens } from '../http/answer/sentence.js';
import type { Answer, Call, ServiceName, TakeRows, Target, Transport } from '../http/transport.js';
import type { RecordedAnswer, RecordedEngine, RecordedService } from './format.js';
import { readRecording, type Recording } from './read.js';

/**
 * The recorded answers, by engine, resource and request; where the request is another one, because it speaks of the time, by ordinal.
 *
 * @throws InputError where the folder holds no recording, or a newer one
 */
export function replay(directory: string): Transport {
  return new Replay(readRecording(directory));
}

class Replay implements Transport {
  readonly replays = true;
  readonly connections: number;
  readonly #startedAt: number;
  readonly services: readonly ServiceName[];
  readonly #engines: ReadonlyMap<string, RecordedEngine>;
  readonly #services: ReadonlyMap<ServiceName, RecordedService>;
  readonly #answers = new Map<string, RecordedAnswer[]>();

  constructor({ startedAt, connections, engines, services }: Recording) {
    this.connections = connections;
    this.#startedAt = startedAt;
    this.#engines = new Map(engines.map((engine) => [engine.engine, engine]));
    this.#services = new Map(services.map((each) => [each.service, each]));
    this.services = services.map(({ service }) => service);
    for (const { engine, answers } of engines) {
      for (const answer of answers) this.#queue({ engine, resource: answer.resource }).push(answer);
    }
    for (const { service, answers } of services) {
      for (const answer of answers)
        this.#queue({ engine: '', service, resource: answer.resource }).push(answer);
    }
  }

  startedAt(): number {
    return this.#startedAt;
  }

  target(engine: string, live: Target): Target {
    const recorded = told(this.#engines.get(engine)?.target);
    if (recorded === undefined) return { probed: false, because: 'the recording does not have this engine' };
    return areElsewhere(live, recorded)
      ? { probed: false, because: `the recording has this engine at ${recorded.address}` }
      : recorded;
  }

  service(name: ServiceName): Target {
    return told(this.#services.get(name)?.target) ?? { probed: false, because: NOT_RECORDED[name] };
  }

  withheld(engine: string): string | null {
    return told(this.#engines.get(engine)?.loginWithheldBy) ?? null;
  }

  get(call: Call): Promise<Answer> {
    return Promise.resolve(answerOf(this.#next(call), call));
  }

  getRows(call: Call, take: TakeRows): Promise<Answer> {
    const answer = this.#next(call);
    const rows = 'body' in answer && answer.status === 200 ? withoutEchoes(answer.body, call.echoes) : [];
    if (Array.isArray(rows)) take(rows.map(call.keep));
    return Promise.resolve(answerOf(answer, { ...call, keep: () => undefined }));
  }

  pause(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #next(call: Call): RecordedAnswer {
    const { resource, request } = call;
    const queue = this.#queue(call);
    // Recordings that were made when requests had another order: the same request means more than the same ordinal.
    const same = queue.findIndex((answer) => answer.request === request);
    return queue.splice(Math.max(0, same), 1)[0] ?? notRecorded(resource, request);
  }

  #queue({ engine, service, resource }: Pick<Call, 'engine' | 'service' | 'resource'>): RecordedAnswer[] {
    const key = JSON.stringify([service, engine, resource]);
    const queue = this.#answers.get(key) ?? [];
    this.#answers.set(key, queue);
    return queue;
  }
}

/** Answers from another address say nothing about this one. Without an address, as where a placeholder has no value here, nothing differs. */
function areElsewhere(live: Target, recorded: Target): recorded is Extract<Target, { probed: true }> {
  return live.probed && recorded.probed && placeOf(live.address) !== placeOf(recorded.address);
}

function placeOf(address: string): string {
  const url = urlOf(address);
  return url === null ? address : bareAddress(url);
}

const NOT_RECORDED: Readonly<Record<ServiceName, string>> = {
  optimize: 'the recording does not have the running Optimize',
  store: 'the recording does not have the data of Optimize',
};

/** A later version may ask for more than was recorded: that is not known, and it is not the engine's fault. */
function notRecorded(resource: string, request: string): RecordedAnswer {
  const detail = `GET ${request}: the recording does not have this answer`;
  return { resource, request, failure: { step: 'http', code: 'not-recorded', detail, milliseconds: 0 } };
}

/** A recording holds no secret, but for what somebody has put into it: what people read is looked through as an answer is. */
function told<T>(value: T, hide = (text: string): string => text): T {
  if (value === undefined) return value;
  return JSON.parse(JSON.stringify(value), (_, text: unknown) =>
    typeof text === 'string' ? withoutTokens(hide(text)) : text,
  );
}

const CHUNK = 65_536;

function withoutEchoes(body: unknown, echoes: Echoes): unknown {
  if (echoes.isEmpty) return body;
  const text = Buffer.from(JSON.stringify(body));
  const watch = echoes.watch();
  for (let at = 0; at < text.length; at += CHUNK)
    if (watch(text.subarray(at, at + CHUNK))) return echoes.clean(body);
  return body;
}

function answerOf(answer: RecordedAnswer, { keep, echoes }: Pick<Call, 'keep' | 'echoes'>): Answer {
  const again = answer.retried === undefined ? {} : { retried: answer.retried };
  const hide = (text: string): string => echoes.cleanSaid(text);
  if ('failure' in answer) return { ok: false, failure: told(answer.failure, hide), ...again };
  const { status, milliseconds, receivedAt, redirected = false, body } = answer;
  const { headers, refusal, certificate } = told(
    { headers: answer.headers, refusal: answer.refusal, certificate: answer.certificate },
    hide,
  );
  const reduce = status === 200 ? keep : keepError;
  const json = 'body' in answer ? reduce(withoutEchoes(body, echoes)) : undefined;
  const read = { status, headers, milliseconds, receivedAt, redirected, json };
  return {
    ok: true,
    ...read,
    ...again,
    ...(refusal !== undefined && { refusal }),
    ...(certificate !== undefined && { certificate }),
  };
}
