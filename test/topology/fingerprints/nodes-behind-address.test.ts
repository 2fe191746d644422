import { describe, expect, it } from 'vitest';
import { unknown, valueOrNull } from '../../../src/core/observed.js';
import type { MeterReading } from '../../../src/probe/types.js';
import { behindOf } from '../../../src/topology/fingerprints/nodes-behind-address.js';
import { meterRow, meters, readings, telemetry } from '../../helpers/readings.js';

const TWO_NODES = telemetry({ startsSeen: [1, 2], installationsSeen: ['one'] });

/** What is said of these answers to one question about meter rows. */
function behind(first: readonly string[], ...others: readonly (readonly string[])[]) {
  const elsewhere = others.flatMap((times) => valueOrNull(windowOf(times)) ?? []);
  const read = readings('eu', { telemetry: TWO_NODES, meters: windowOf(first, { elsewhere }) });
  return valueOrNull(behindOf(read));
}

function windowOf(times: readonly string[], changes: Partial<MeterReading> = {}) {
  return meters(
    times.map((time) => meterRow(time)),
    changes,
  );
}

describe('what stands behind an address', () => {
  it('is one database as far as every node shows the same meter rows', () => {
    const rows = ['10:00:00', '10:15:00', '10:30:00'];
    expect(behind(rows, rows, rows)).toEqual({ nodes: 2, installations: ['one'], ticksApart: 0 });
  });

  it('is two where only some answers show a row, one installation id or not', () => {
    const copied = ['10:00:00', '10:15:00'];
    expect(behind([...copied, '10:30:00'], [...copied, '10:33:00'], copied)?.ticksApart).toBe(2);
  });

  it('is unknown where the nodes do not tell themselves apart', () => {
    const refused = unknown('refused', '403');
    expect(behindOf(readings('eu', { telemetry: refused }))).toBe(refused);
  });
});
