import { unknown, type Observed } from '../../core/observed.js';
import { parseEngineDate } from '../dates.js';
import { fieldOf, isObject, textOf, type Json } from '../keep.js';
import { observed, type EngineSession, type Resource } from '../session.js';
import type { Telemetry } from '../types.js';

const INTEGRATION_KEYS = ['camunda-integration', 'operaton-integration'];

/** License data is business data, and the counters are of no use: neither is kept. */
const telemetry: Resource = { name: 'telemetry', path: '/telemetry/data', keep: keepTelemetry };

/** `GET /telemetry/data` (7.17+): which database and which node answer. */
export async function readTelemetry(session: EngineSession): Promise<Observed<Telemetry>> {
  return read(session, false);
}

/**
 * Asks once more, over a new connection: behind a balancer another node may answer, and behind a wrong balancer another
 * database.
 */
export async function readTelemetryAgain(
  session: EngineSession,
  first: Observed<Telemetry>,
): Promise<Observed<Telemetry>> {
  if (!first.known) return first;
  const second = await read(session, true);
  if (!second.known) return first;
  const { installation, dataCollectionStart, integrationKey } = second.value;
  // Operaton keeps its id under a property of its own: beside a Camunda node it shows another one on the same database.
  const comparable = integrationKey === first.value.integrationKey;
  return {
    ...first,
    value: {
      ...first.value,
      installationsSeen: [...new Set([first.value.installation, ...(comparable ? [installation] : [])])],
      startsSeen: [...new Set([...listed(first.value.dataCollectionStart), ...listed(dataCollectionStart)])],
    },
    evidence: [...first.evidence, ...second.evidence],
  };
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
  };
}

function describe({ installation, productName, productVersion, databaseVendor }: Telemetry): string {
  const product = `${productName ?? 'unknown product'} ${productVersion ?? ''}`.trim();
  return `${product} on ${databaseVendor ?? 'an unknown database'}, installation ${installation ?? 'without id'}`;
}

function keepTelemetry(body: unknown): unknown {
  const product = fieldOf(body, 'product');
  const internals = fieldOf(product, 'internals');
  const kept = {
    database: pick(fieldOf(internals, 'database'), 'vendor', 'version'),
    ...pick(internals, 'data-collection-start-date'),
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
    names.flatMap((name) => (fieldOf(value, name) === undefined ? [] : [[name, fieldOf(value, name)]])),
  );
}

function listed<T>(value: T | null): T[] {
  return value === null ? [] : [value];
}
