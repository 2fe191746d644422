import { evidenceOf, known, unknown, type Observed } from '../core/observed.js';
import type { EngineReadings } from '../probe/readings.js';
import type { SchemaLogRow, Telemetry } from '../probe/types.js';
import type { Product } from './types.js';

/**
 * Tells the product by what it answers. Fluxnova, EximeeBPMS and CIB seven 1.x all call themselves "Camunda BPM
 * Runtime"; with a major version below 7 such an answer is a fork. Only Fluxnova notes such versions in its schema log.
 */
export function productOf(readings: EngineReadings): Observed<Product> {
  const telemetry = readings.telemetry.known ? readings.telemetry.value : null;
  const version = readings.version.known ? readings.version.value : null;
  if (telemetry === null && version === null) {
    // Nobody asked: what broke before says why.
    if (!readings.version.known && readings.version.reason === 'not-asked') return readings.version;
    return unknown(
      readings.version.known ? 'absent' : readings.version.reason,
      'the engine reported neither version nor product',
    );
  }
  const evidence = [
    // Asked again for the nodes behind an address, it tells the same product.
    ...(readings.telemetry.known ? readings.telemetry.evidence.slice(0, 1) : []),
    ...evidenceOf(readings.version),
  ];
  const product = judge(telemetry, version);
  const { schemaLog } = readings;
  if (product.name !== 'fork of Camunda 7' || !schemaLog.known || !isOfFluxnova(schemaLog.value)) {
    return known(product, evidence);
  }
  return known({ name: 'Fluxnova', installationFamily: 'fluxnova' }, [...evidence, ...schemaLog.evidence]);
}

/** The other forks that do not tell their name note the version of Camunda that their tables come from. */
function isOfFluxnova(schemaLog: readonly SchemaLogRow[]): boolean {
  return schemaLog.some(({ version }) => isForkMajor(majorOf(version)));
}

function judge(telemetry: Telemetry | null, version: string | null): Product {
  const name = telemetry?.productName ?? '';
  if (name.startsWith('Operaton') || telemetry?.integrationKey === 'operaton-integration') {
    return { name: 'Operaton', installationFamily: 'operaton' };
  }
  if (name.startsWith('CIB seven') || /-cibseven\b/.test(version ?? '')) {
    return { name: 'CIB seven', installationFamily: 'camunda' };
  }
  const major = majorOf(version ?? telemetry?.productVersion ?? '');
  if (major === 7) return { name: 'Camunda', installationFamily: 'camunda' };
  // Fluxnova keeps its id under a property of its own, the other forks with this name do not: the family stays open.
  if (isForkMajor(major)) return { name: 'fork of Camunda 7', installationFamily: 'unknown' };
  return { name: 'unknown', installationFamily: 'unknown' };
}

function majorOf(version: string): number {
  return Number(/^(\d+)\./.exec(version)?.[1] ?? Number.NaN);
}

function isForkMajor(major: number): boolean {
  return major >= 1 && major <= 3;
}
