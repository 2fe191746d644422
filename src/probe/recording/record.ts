import { OutputError } from '../../core/errors.js';
import { writeProblem } from '../../core/system-errors.js';
import type { Answer, Call, Limits, ServiceName, TakeRows, Target, Transport } from '../http/transport.js';
import {
  FORMAT_VERSION,
  INDEX_FILE,
  RUN_FILE,
  type RecordedAnswer,
  type RecordedEngine,
  type RecordedService,
  type RecordingIndex,
} from './format.js';
import type { RecordedRun } from './recorded-run.js';
import { openFolder, putFiles } from './write.js';

/** What was asked, in that order, and what came back of it so far: of requests side by side any may be answered first. */
type Asked = { answer: RecordedAnswer | null }[];

interface OpenRecording extends Omit<RecordedEngine, 'answers'> {
  loginWithheldBy: string | null;
  readonly asked: Asked;
}

interface OpenService extends Omit<RecordedService, 'answers'> {
  readonly asked: Asked;
}

/**
 * Passes everything on and writes down what came back. It sees only what the probes see, and that is already reduced:
 * no credentials, no user data, no license.
 *
 * @throws OutputError where the folder cannot be made or written, before anything is asked
 */
export function record(transport: Transport, directory: string, run: RecordedRun | null = null): Transport {
  writing(directory, () => openFolder(directory));
  return new Recorder(transport, directory, run);
}

class Recorder implements Transport {
  readonly connections: number;
  readonly #transport: Transport;
  readonly #directory: string;
  readonly #run: RecordedRun | null;
  readonly #engines = new Map<string, OpenRecording>();
  readonly #services = new Map<ServiceName, OpenService>();
  #startedAt = 0;

  constructor(transport: Transport, directory: string, run: RecordedRun | null) {
    this.#transport = transport;
    this.#run = run;
    this.connections = transport.connections ?? 1;
    this.#directory = directory;
  }

  startedAt(now: number): number {
    this.#startedAt = this.#transport.startedAt(now);
    return this.#startedAt;
  }

  target(engine: string, live: Target): Target {
    const target = this.#transport.target(engine, live);
    this.#engines.set(engine, { engine, target, loginWithheldBy: null, asked: [] });
    return target;
  }

  service(service: ServiceName, live: Target): Target {
    this.#services.set(service, { service, target: live, asked: [] });
    return live;
  }

  withheld(engine: string, by: string | null): string | null {
    const recording = this.#engines.get(engine);
    if (recording !== undefined && by !== null) recording.loginWithheldBy = by;
    return this.#transport.withheld(engine, by);
  }

  isForwarded(address: string): boolean {
    return this.#transport.isForwarded?.(address) ?? false;
  }

  async get(call: Call): Promise<Answer> {
    const note = this.#placeFor(call);
    const answer = await this.#transport.get(call);
    note(answer, undefined);
    return answer;
  }

  async getRows(call: Call, take: TakeRows): Promise<Answer> {
    const note = this.#placeFor(call);
    const rows: unknown[] = [];
    const answer = await this.#transport.getRows(call, (batch) => {
      for (const row of batch) rows.push(row);
      return take(batch);
    });
    note(answer, rows);
    return answer;
  }

  async pause(milliseconds: number, limits: Limits): Promise<void> {
    await this.#transport.pause?.(milliseconds, limits);
  }

  async close(): Promise<void> {
    await this.#transport.close();
    writing(this.#directory, () => this.#write());
  }

  #placeFor({ engine, service, resource, request }: Call) {
    const place: Asked[number] = { answer: null };
    const recording = service === undefined ? this.#engines.get(engine) : this.#services.get(service);
    recording?.asked.push(place);
    return (answer: Answer, rows: readonly unknown[] | undefined): void => {
      place.answer = { resource, request, ...recorded(answer, rows) };
    };
  }

  #write(): void {
    const engines = [...this.#engines.values()]
      .map(withAnswers)
      .toSorted((a, b) => (a.engine < b.engine ? -1 : 1));
    const files = engines.map(({ engine, answers }, index) => ({
      engine,
      file: fileName(engine, index),
      answers: answers.length,
    }));
    const services = [...this.#services.values()]
      .map(withAnswers)
      .map((value) => ({ name: `${value.service}.json`, value }));
    const index: RecordingIndex = {
      version: this.#run === null ? 1 : FORMAT_VERSION,
      tool: 'multi-engine',
      startedAt: this.#startedAt,
      connections: this.connections,
      engines: files,
      ...(services.length > 0 && {
        services: services.map(({ name, value: { service, answers } }) => ({
          service,
          file: name,
          answers: answers.length,
        })),
      }),
      ...(this.#run !== null && { run: RUN_FILE }),
    };
    putFiles(this.#directory, INDEX_FILE, [
      ...engines.map((engine, position) => ({ name: files[position]?.file ?? '', value: engine })),
      ...services,
      ...(this.#run === null ? [] : [{ name: RUN_FILE, value: this.#run }]),
      { name: INDEX_FILE, value: index },
    ]);
  }
}

function withAnswers<T extends { readonly asked: Asked }>({ asked, ...rest }: T) {
  return { ...rest, answers: asked.flatMap(({ answer }) => (answer === null ? [] : [answer])) };
}

function recorded(answer: Answer, rows: readonly unknown[] | undefined) {
  const again = answer.retried === undefined ? {} : { retried: answer.retried };
  if (!answer.ok) return { failure: answer.failure, ...again };
  const { status, headers, milliseconds, receivedAt, redirected, json, refusal, certificate } = answer;
  const body = rows !== undefined && status === 200 ? rows : json;
  return {
    status,
    headers,
    milliseconds,
    receivedAt,
    ...again,
    ...(redirected && { redirected: true as const }),
    ...(body !== undefined && { body }),
    ...(refusal !== undefined && { refusal }),
    ...(certificate !== undefined && { certificate }),
  };
}

/** An alias may hold anything; the number keeps names apart that look alike afterwards. */
function fileName(engine: string, index: number): string {
  const readable = engine.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60);
  return `${String(index + 1).padStart(2, '0')}-${readable}.json`;
}

function writing(directory: string, write: () => unknown): void {
  try {
    write();
  } catch (cause) {
    if (cause instanceof OutputError) throw cause;
    throw new OutputError(`${directory}: the recording ${writeProblem(cause)}`, { cause });
  }
}
