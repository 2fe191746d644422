import { describe, expect, it } from 'vitest';
import { known, unknown, valueOrNull } from '../../src/core/observed.js';
import { productOf } from '../../src/topology/product.js';
import { runFixture } from '../helpers/fixtures.js';
import { readings, telemetry, TELLS_NOTHING } from '../helpers/readings.js';

describe('productOf', () => {
  it.each([
    ['7.24.0', 'Camunda BPM Runtime', 'camunda-integration', 'Camunda', 'camunda'],
    ['7.22.3-ee', 'Camunda BPM Runtime', 'camunda-integration', 'Camunda', 'camunda'],
    ['1.0.3', 'Operaton BPM Runtime', 'operaton-integration', 'Operaton', 'operaton'],
    ['7.22.0-cibseven', 'Camunda BPM Runtime', 'camunda-integration', 'CIB seven', 'camunda'],
    ['2.1.0', 'CIB seven', 'camunda-integration', 'CIB seven', 'camunda'],
    ['2.1.0', 'CIB seven BPM Runtime', 'camunda-integration', 'CIB seven', 'camunda'],
    ['1.1.0', 'Camunda BPM Runtime', 'camunda-integration', 'fork of Camunda 7', 'unknown'],
    ['nonsense', 'Camunda BPM Runtime', 'camunda-integration', 'unknown', 'unknown'],
  ])('calls version %s of "%s" with %s: %s', (version, productName, integrationKey, name, family) => {
    const read = readings('eu', {
      version: known(version),
      telemetry: telemetry({ productName, productVersion: version, integrationKey }),
    });
    expect(valueOrNull(productOf(read))).toEqual({ name, installationFamily: family });
  });

  it.each([
    ['its name', 'Operaton BPM Runtime', null],
    ['the key of its integration', 'A platform of our own', 'operaton-integration'],
  ])('knows Operaton by %s alone', (_, productName, integrationKey) => {
    const read = readings('eu', {
      version: known('1.0.3'),
      telemetry: telemetry({ productName, productVersion: '1.0.3', integrationKey }),
    });
    expect(valueOrNull(productOf(read))?.installationFamily).toBe('operaton');
  });

  it.each([
    ['1.0.0', ['1.0.0'], 'Fluxnova', 'fluxnova'],
    ['2.0.1', ['7.24.0', '2.0.0'], 'Fluxnova', 'fluxnova'],
    ['1.0.0', ['7.24.0'], 'fork of Camunda 7', 'unknown'],
    ['1.0.0', [], 'fork of Camunda 7', 'unknown'],
    ['7.24.0', ['1.0.0'], 'Camunda', 'camunda'],
  ])('calls version %s with tables of %j: %s', (version, tables, name, family) => {
    const read = readings('eu', {
      version: known(version),
      telemetry: telemetry({ productName: 'Camunda BPM Runtime', productVersion: version }),
      schemaLog: known(tables.map(schemaLogRow)),
    });
    expect(valueOrNull(productOf(read))).toEqual({ name, installationFamily: family });
  });

  it.each([
    ['fail-operaton', 'Operaton 1.0.3'],
    ['fail-cib-seven', 'CIB seven 2.0.0'],
    ['fail-cib-seven-1', 'a fork of Camunda 7 1.1.0'],
    ['fail-fluxnova', 'Fluxnova 1.0.0'],
    ['fail-eximeebpms', 'a fork of Camunda 7 1.0.0'],
  ])('calls the answers of %s by their name', async (fixture, name) => {
    const { findings } = await runFixture(`fixtures/rules/P313-not-camunda/${fixture}`);
    expect(findings.find(({ rule }) => rule === 'P313')?.message).toContain(`"payment" is ${name}.`);
  });

  it('reads the version from the telemetry where the engine does not know its own', () => {
    const read = readings('eu', { version: known(null), telemetry: telemetry({ productVersion: '7.24.0' }) });
    expect(valueOrNull(productOf(read))?.name).toBe('Camunda');
  });

  it('tells Camunda by the version alone', () => {
    const read = readings('eu', { ...TELLS_NOTHING, version: known('7.16.0') });
    expect(valueOrNull(productOf(read))?.name).toBe('Camunda');
  });

  it('does not know an engine that tells neither', () => {
    expect(productOf(readings('eu', { ...TELLS_NOTHING, version: known(null) }))).toMatchObject({
      known: false,
      reason: 'absent',
    });
    const failed = unknown('failed', 'timeout');
    expect(productOf(readings('eu', { ...TELLS_NOTHING, version: failed }))).toMatchObject({
      known: false,
      reason: 'failed',
    });
  });
});

function schemaLogRow(version: string, index: number) {
  return { id: String(index), version, instant: null, wallClock: null, timestamp: '' };
}
