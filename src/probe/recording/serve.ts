import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { formatEngineDate, parseEngineDate } from '../engine/dates.js';
import { isObject } from '../http/answer/kept-fields.js';
import type { RecordedAnswer, RecordedEngine } from './format.js';
import { readRecording } from './read.js';

/** A recording behind real HTTP on this machine. */
export interface ServedRecording {
  /** Where each engine answers, by alias: its base, as it would stand under `rest`. */
  readonly urls: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

type Answered = Extract<RecordedAnswer, { status: number }>;

/** Clock readings and user names, which a recording leaves out of its requests. */
const VARIABLE = /([?&](?:startDate|endDate|member|userMember)=)[^&]*/g;

/**
 * Serves every engine of a recording on a free port of 127.0.0.1, as if the recording were made now: all dates move by the
 * same number of seconds, so that what was equal between engines stays equal. An engine that did not answer then gets an
 * address where nobody listens.
 *
 * @throws InputError where the folder holds no recording, or a newer one
 */
export async function serveRecording(directory: string): Promise<ServedRecording> {
  const { startedAt, engines } = readRecording(directory);
  const shiftMs = Math.floor((Date.now() - startedAt) / 1000) * 1000;
  const served = await Promise.all(engines.map((engine) => serveEngine(engine, shiftMs)));
  return {
    urls: new Map(served.map(({ engine, url }) => [engine, url])),
    close: async () => {
      await Promise.all(served.map(({ server }) => closed(server)));
    },
  };
}

async function serveEngine(recorded: RecordedEngine, shiftMs: number) {
  const { engine, target } = recorded;
  const path = target.probed ? new URL(target.address).pathname.replace(/\/$/, '') : '/engine-rest';
  const answers = answersOf(recorded);
  const server = createServer((request, response) => {
    reply(request, response, path, answers, shiftMs);
  });
  const port = await listening(server);
  if (answers.size === 0) await closed(server);
  return { engine, server, url: `http://127.0.0.1:${port}${path}` };
}

/** By request, in the order in which they came. Tries at other addresses are not the engine's. */
function answersOf({ answers }: RecordedEngine): ReadonlyMap<string, Answered[]> {
  const byRequest = new Map<string, Answered[]>();
  for (const answer of answers) {
    if ('failure' in answer || isElsewhere(answer.resource)) continue;
    const list = byRequest.get(answer.request) ?? [];
    byRequest.set(answer.request, [...list, answer]);
  }
  return byRequest;
}

/** `sibling` in older recordings. */
function isElsewhere(resource: string): boolean {
  return resource === 'sibling' || resource.startsWith('nearby ');
}

function reply(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  answers: ReadonlyMap<string, Answered[]>,
  shiftMs: number,
): void {
  const { method = '', url = '' } = request;
  request.resume();
  const asked = url.startsWith(`${path}/`) ? url.slice(path.length).replace(VARIABLE, '$1…') : null;
  const list = asked === null || method !== 'GET' ? undefined : answers.get(asked);
  const answer = list?.shift();
  // Back to the end of the list: the next run asks the same questions in the same order.
  if (answer !== undefined) list?.push(answer);
  const { status, body, headers } = answer ?? notThere(method);
  const text = body === undefined ? '' : JSON.stringify(shifted(body, shiftMs));
  response.writeHead(status, { 'content-type': headers.contentType ?? 'application/json' });
  response.end(text);
}

/** What an engine says about a path that it does not have. */
function notThere(method: string): Pick<Answered, 'status' | 'headers' | 'body'> {
  const status = method === 'GET' ? 404 : 405;
  return { status, headers: {}, body: { type: 'NotFoundException', message: `HTTP ${status}`, code: null } };
}

/** Every date in a body, moved; the offset stays, because it tells the zone of the node. */
function shifted(value: unknown, shiftMs: number): unknown {
  if (typeof value === 'string') return shiftedText(value, shiftMs);
  if (Array.isArray(value)) return value.map((item) => shifted(item, shiftMs));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shifted(item, shiftMs)]));
}

function shiftedText(text: string, shiftMs: number): string {
  const date = parseEngineDate(text);
  if (date === null) return text.replace(TIME_UUID, (uuid) => shiftedUuid(uuid, shiftMs));
  return formatEngineDate(date.wallClock + shiftMs).replace('+0000', text.slice(23));
}

/** A version 1 UUID is a date too: when the row was made, counted in steps of 100 ns. */
const TIME_UUID = /[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

function shiftedUuid(uuid: string, shiftMs: number): string {
  const [low = '', middle = '', high = '', ...node] = uuid.split('-');
  const steps = BigInt(`0x${high.slice(1)}${middle}${low}`) + BigInt(shiftMs) * 10_000n;
  const digits = steps.toString(16).padStart(15, '0');
  return [digits.slice(7), digits.slice(3, 7), `1${digits.slice(0, 3)}`, ...node].join('-');
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
