import { unknown, type Known, type Observed } from '../../../../core/observed.js';
import { parseEngineDate } from '../../dates.js';
import { fieldOf, flat, isObject, textOf, type Json } from '../../../http/answer/kept-fields.js';
import { observed } from '../../observing.js';
import type { EngineSession } from '../../session.js';
import type { Resource } from '../../resource.js';
import type { Telemetry } from '../../../types.js';

/** The engine's own name for the question that is asked here. */
const COUNTED = 'GetTelemetryDataCmd';
const INTEGRATION_KEYS = ['camunda-integration', 'operaton-integration'];

/** License data is business data, and of the counters one is of use: nothing else of either is kept. */
const telemetry: Resource = {
  name: 'telemetry',
  path: '/telemetry/data',
  mayBeAbsent: true,
  keep: keepTelemetry,
};

/** `GET /telemetry/data` (7.17+): which database and which node answer. */
export async function readTelemetry(session: EngineSession): Promise<Observed<Telemetry>> {
  return read(session, false);
}

/** Requests in a row without a node that was not seen before, at which counting stops; and requests in all. */
const NOTHING_NEW = 4;
/** Three: of nodes that take turns one look may meet the first again, and where chance chooses both may, once in four times. */
const STILL_ONE_NODE = 3;
const MOST_REQUESTS = 12;

/**
 * Asks once more, over other connections: behind a balancer another node may answer, and behind a wrong balancer another
 * database. Where one did, more are asked for, because nobody tells how many there are.
 */
export async function readTelemetryAgain(
  session: EngineSession,
  first: Observed<Telemetry>,
): Promise<Observed<Telemetry>> {
  if (!first.known) return first;
  let seen = first;
  let repeated = 0;
  for (let asked = 1; asked < MOST_REQUESTS && repeated < NOTHING_NEW;) {
    const enough = asked === 1 ? STILL_ONE_NODE : NOTHING_NEW - repeated;
    const looks = Math.min(enough, MOST_REQUESTS - asked);
    asked += looks;
    for (const next of await readAnew(session, looks)) {
      if (!next.known) return seen;
      const merged = mergedWith(seen, next);
      repeated = nodesIn(merged.value) > nodesIn(seen.value) ? 0 : repeated + 1;
      seen = merged;
    }
    // One node alone is the usual case, and settled sooner.
    if (nodesIn(seen.value) === 1 && repeated === STILL_ONE_NODE) return seen;
  }
  return seen;
}

function readAnew(session: EngineSession, times: number): Promise<readonly Observed<Telemetry>[]> {
  return session.all(...Array.from({ length: times }, () => () => read(session, true)));
}

function nodesIn({ startsSeen = [], installationsSeen = [] }: Telemetry): number {
  return Math.max(startsSeen.length, installationsSeen.length);
}

function mergedWith(seen: Known<Telemetry>, { value, evidence }: Known<Telemetry>): Known<Telemetry> {
  const { installation, dataCollectionStart, integrationKey } = value;
  const { installationsSeen = [], startsSeen = [] } = seen.value;
  // Operaton keeps its id under a property of its own: beside a Camunda node it shows another one on the same database.
  const comparable = integrationKey === seen.value.integrationKey;
  const merged = {
    ...seen.value,
    installationsSeen: [...new Set([...installationsSeen, ...(comparable ? [installation] : [])])],
    startsSeen: [...new Set([...startsSeen, ...listed(dataCollectionStart)])],
  };
  const newNode = nodesIn(merged) > nodesIn(seen.value) || seen.evidence.length === 1;
  return { ...seen, value: merged, evidence: newNode ? [...seen.evidence, ...evidence] : seen.evidence };
}

async function read(session: EngineSession, fresh: boolean): Promise<Observed<Telemetry>> {
  const answer = await session.ask(telemetry, { fresh });
  // An engine built by hand in a JVM knows no application server and stumbles over it: no evidence of anything.
  if (answer.ok && answer.status === 500 && textOf(answer.json, 'type') === 'NullPointerException') {
    return unknown('absent', 'GET /telemetry/data answered 500: this engine cannot collect its telemetry');
  }
  return observed(session, telemetry, answer, decode, describe);
}

function decode(json: unknown): Telemetry | null {
  const product = fieldOf(json, 'product');
  if (!isObject(product)) return null;
  const internals = fieldOf(product, 'internals');
  const database = fieldOf(internals, 'database');
  const start = textOf(internals, 'data-collection-start-date');
  const installation = textOf(json, 'installation');
  const dataCollectionStart = start === null ? null : (parseEngineDate(start)?.instant ?? null);
  return {
    installation,
    productName: textOf(product, 'name'),
    productVersion: textOf(product, 'version'),
    databaseVendor: textOf(database, 'vendor'),
    databaseVersion: textOf(database, 'version'),
    dataCollectionStart,
    integrationKey: INTEGRATION_KEYS.find((key) => fieldOf(internals, key) !== undefined) ?? null,
    installationsSeen: [installation],
    startsSeen: listed(dataCollectionStart),
    asked: askedIn(internals),
  };
}

/** A node that was not asked before has no such counter yet. */
function askedIn(internals: unknown): number | null {
  const commands = fieldOf(internals, 'commands');
  if (!isObject(commands)) return null;
  const count = fieldOf(fieldOf(commands, COUNTED), 'count') ?? 0;
  return typeof count === 'number' ? count : null;
}

function describe({ installation, productName, productVersion, databaseVendor, ...told }: Telemetry): string {
  const product = `${productName ?? 'unknown product'} ${productVersion ?? ''}`.trim();
  const { dataCollectionStart: start } = told;
  const started = start === null ? '' : `, started ${new Date(start).toISOString()}`;
  return `${product} on ${databaseVendor ?? 'an unknown database'}, installation ${installation ?? 'without id'}${started}`;
}

function keepTelemetry(body: unknown): unknown {
  const product = fieldOf(body, 'product');
  const internals = fieldOf(product, 'internals');
  const kept = {
    database: pick(fieldOf(internals, 'database'), 'vendor', 'version'),
    ...pick(internals, 'data-collection-start-date'),
    ...(isObject(fieldOf(internals, 'commands')) && {
      commands: { [COUNTED]: pick(fieldOf(fieldOf(internals, 'commands'), COUNTED), 'count') },
    }),
    ...Object.fromEntries(
      INTEGRATION_KEYS.filter((key) => fieldOf(internals, key) !== undefined).map((key) => [key, []]),
    ),
  };
  return {
    ...pick(body, 'installation'),
    ...(isObject(product) && {
      product: { ...pick(product, 'name', 'version', 'edition'), internals: kept },
    }),
  };
}

function pick(value: unknown, ...names: readonly string[]): Json {
  return Object.fromEntries(
    names.flatMap((name) => {
      const field = flat(fieldOf(value, name));
      return field === undefined ? [] : [[name, field]];
    }),
  );
}

function listed<T>(value: T | null): T[] {
  return value === null ? [] : [value];
}
