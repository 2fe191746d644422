import { describe, expect, it } from 'vitest';
import { unknown, valueOrNull } from '../../../src/core/observed.js';
import type { MeterReading } from '../../../src/probe/types.js';
import { behindOf, nodesOf } from '../../../src/topology/fingerprints/nodes-behind-address.js';
import { meterRow, meters, readings, telemetry } from '../../helpers/readings.js';

const TWO_NODES = telemetry({ startsSeen: [1, 2], installationsSeen: ['one'] });

/** What is said of these answers to one question about meter rows. */
function behind(first: readonly string[], ...others: readonly (readonly string[])[]) {
  const elsewhere = others.flatMap((times) => valueOrNull(windowOf(times)) ?? []);
  const read = readings('eu', { telemetry: TWO_NODES, meters: windowOf(first, { elsewhere }) });
  return valueOrNull(behindOf(read));
}

/** What is left open of it. */
function gapsOf(changes: Parameters<typeof readings>[1]) {
  const fact = behindOf(readings('eu', { telemetry: TWO_NODES, ...changes }));
  return fact.known ? fact.gaps : null;
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
    expect(behind(rows, rows, rows)).toEqual({ installations: ['one'], ticksApart: 0 });
    expect(valueOrNull(nodesOf(readings('eu', { telemetry: TWO_NODES })))).toBe(2);
  });

  it('is two where only some answers show a row, one installation id or not', () => {
    const copied = ['10:00:00', '10:15:00'];
    expect(behind([...copied, '10:30:00'], [...copied, '10:33:00'], copied)?.ticksApart).toBe(2);
  });

  it('is unknown where the nodes do not tell themselves apart', () => {
    const refused = unknown('refused', '403');
    expect(behindOf(readings('eu', { telemetry: refused }))).toBe(refused);
    expect(nodesOf(readings('eu', { telemetry: refused }))).toBe(refused);
  });

  it('is unknown where several nodes have neither an installation id nor meter rows', () => {
    const without = telemetry({ startsSeen: [1, 2], installationsSeen: [null] });
    const rows = ['10:00:00', '10:15:00'];
    const read = (times: readonly string[]) =>
      behindOf(
        readings('eu', {
          telemetry: without,
          meters: windowOf(times, { elsewhere: [valueOrNull(windowOf(times)) ?? []].flat() }),
        }),
      );
    expect(read([])).toMatchObject({ known: false, reason: 'failed' });
    expect(read(rows)).toMatchObject({ known: true });
    const one = telemetry({ startsSeen: [1], installationsSeen: [null] });
    expect(behindOf(readings('eu', { telemetry: one }))).toMatchObject({ known: true });
  });

  it('is open where what one of the nodes wrote could not be read: only that tells a copy', () => {
    const rows = ['10:00:00', '10:15:00'];
    const elsewhere = [valueOrNull(windowOf(rows)) ?? []].flat();
    const gap = 'whether all nodes read one database: GET /metrics answered 500';
    const unread = ['GET /metrics answered 500', 'GET /metrics answered 500'];
    expect(gapsOf({ meters: windowOf(rows, { elsewhere, unread }) })).toEqual([gap]);
    expect(gapsOf({ meters: windowOf(rows, { elsewhere }) })).toEqual([]);
    const failed = unknown('failed', 'GET /metrics answered 500');
    expect(gapsOf({ meters: failed })).toEqual([gap]);
    expect(gapsOf({ meters: unknown('absent', '404') })).toEqual([]);
    const one = telemetry({ startsSeen: [1], installationsSeen: ['one'] });
    expect(gapsOf({ telemetry: one, meters: failed })).toEqual([]);
  });

  describe('without the right to telemetry', () => {
    const refused = unknown('refused', '403');
    const rows = ['10:00:00', '10:15:00'];
    const readingsOf = (first: readonly string[], ...others: readonly (readonly string[])[]) =>
      readings('eu', {
        telemetry: refused,
        meters: windowOf(first, { elsewhere: others.flatMap((times) => valueOrNull(windowOf(times)) ?? []) }),
      });

    it('is told by meter rows over several connections', () => {
      expect(behindOf(readingsOf(rows, rows))).toMatchObject({ value: { installations: [], ticksApart: 0 } });
      expect(behindOf(readingsOf(rows, rows, ['10:02:00']))).toMatchObject({ value: { ticksApart: 3 } });
      expect(behindOf(readingsOf([], rows))).toMatchObject({ value: { ticksApart: 2 } });
    });

    it('is unknown where there are no rows, or were read once only', () => {
      expect(behindOf(readingsOf([], []))).toBe(refused);
      expect(behindOf(readingsOf(rows))).toBe(refused);
    });

    it('stays open about the number of nodes', () => {
      expect(nodesOf(readingsOf(rows, rows))).toBe(refused);
    });
  });

  it('tells no number of nodes where these do not tell when they started', () => {
    expect(nodesOf(readings('eu', { telemetry: telemetry({ startsSeen: [] }) }))).toMatchObject({
      known: false,
      reason: 'absent',
    });
  });
});
