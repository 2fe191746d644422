import { unknown, known, type Observed } from '../core/observed.js';
import type { EngineReadings, Telemetry } from '../probe/types.js';
import type { Product } from './types.js';

/**
 * Tells the product by what it answers. Fluxnova, EximeeBPMS and CIB seven 1.x all call themselves "Camunda BPM
 * Runtime"; with a major version below 7 such an answer is a fork, but not which one.
 */
export function productOf(readings: EngineReadings): Observed<Product> {
  const telemetry = readings.telemetry.known ? readings.telemetry.value : null;
  const version = readings.version.known ? readings.version.value : null;
  if (telemetry === null && version === null) {
    return unknown(
      readings.version.known ? 'absent' : readings.version.reason,
      'neither version nor product was told',
    );
  }
  const evidence = [
    ...(readings.telemetry.known ? readings.telemetry.evidence : []),
    ...(readings.version.known ? readings.version.evidence : []),
  ];
  return known(judge(telemetry, version), evidence);
}

function judge(telemetry: Telemetry | null, version: string | null): Product {
  const name = telemetry?.productName ?? '';
  if (name.startsWith('Operaton') || telemetry?.integrationKey === 'operaton-integration') {
    return { name: 'Operaton', installationFamily: 'operaton' };
  }
  if (name.startsWith('CIB seven') || /-cibseven\b/.test(version ?? '')) {
    return { name: 'CIB seven', installationFamily: 'camunda' };
  }
  const major = Number(/^(\d+)\./.exec(version ?? telemetry?.productVersion ?? '')?.[1] ?? Number.NaN);
  if (major === 7) return { name: 'Camunda', installationFamily: 'camunda' };
  // Fluxnova keeps its id under a property of its own, the other forks with this name do not: the family stays open.
  if (major >= 1 && major <= 3) return { name: 'fork of Camunda 7', installationFamily: 'unknown' };
  return { name: 'unknown', installationFamily: 'unknown' };
}
