import { describe, expect, it } from 'vitest';
import { known } from '../../src/core/observed.js';
import { targetOf } from '../../src/optimize/target.js';
import P311 from '../../src/rules/engine/P311-engine-version-unsupported.js';
import P313 from '../../src/rules/engine/P313-not-camunda.js';
import type { AnyRule } from '../../src/rules/rule.js';
import { telemetry } from '../helpers/readings.js';
import { landscape } from '../topology/landscape.js';

interface Said {
  readonly rated: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a rule says of an engine of that version: how bad, how sure, what about, in which words. */
function said(
  rule: Extract<AnyRule, { scope: 'engine' }>,
  productVersion: string,
  optimize?: string,
  productName = 'Camunda BPM Runtime',
): readonly Said[] {
  const read = { version: known(productVersion), telemetry: telemetry({ productName, productVersion }) };
  const target = targetOf(optimize) ?? null;
  return landscape([{ alias: 'eu', read }]).flatMap(({ configuration, ...view }) =>
    [...rule.check({ ...view, configuration: { ...configuration, target } })].map((hit) => ({
      rated: `${rule.severityOf?.(hit.data) ?? rule.severity}, ${hit.certainty ?? 'proven'}: ${hit.subject}`,
      message: rule.message(hit.data),
      remedy: rule.remedy(hit.data),
    })),
  );
}

describe('an engine that is an alpha release', () => {
  it('is only warned about where its number is accepted', () => {
    const alpha = 'warning, proven: alpha';
    expect(said(P311, '7.24.0-alpha1')).toEqual([
      {
        rated: alpha,
        message:
          '"eu" runs 7.24.0-alpha1, an alpha release: Optimize warns about it and does not support it.',
        remedy: 'Run a final release.',
      },
    ]);
    expect(said(P311, '7.24.0-ALPHA1', '3.15')).toMatchObject([{ rated: alpha }]);
    expect(said(P311, '7.24.0', '3.15')).toEqual([]);
  });

  it('is told with what Optimize wants where its number is too low, and is no error either', () => {
    expect(said(P311, '7.18.0-alpha2', '3.14')).toEqual([
      {
        rated: 'warning, proven: unsupported',
        message:
          '"eu" runs Camunda 7.18.0-alpha2. Optimize 3.14 requires 7.20.0 or newer and does not import from it.',
        remedy: expect.stringContaining('Update the engine to 7.20.0 or newer'),
      },
    ]);
    expect(said(P311, '7.18.0', '3.14')).toMatchObject([{ rated: 'error, proven: unsupported' }]);
  });
});

describe('an engine whose version Optimize does not take', () => {
  it('is less sure where the vendor only implies it', () => {
    expect(said(P311, '7.16.0', '3.10')).toMatchObject([{ rated: 'error, strong: unsupported' }]);
    expect(said(P311, '7.15.0', '3.9')).toMatchObject([{ rated: 'error, proven: unsupported' }]);
  });

  it('does not matter without Optimize, nor for a fork, which has a rule of its own', () => {
    expect(said(P311, '7.10.0', 'none')).toEqual([]);
    expect(said(P311, '1.0.3', '3.14')).toEqual([]);
  });
});

describe('an engine of another product', () => {
  it('is an error where its number is below 7 and the release of Optimize is known', () => {
    const subject = 'fork of Camunda 7';
    expect(said(P313, '1.1.0', '3.14')).toMatchObject([
      {
        rated: `error, proven: ${subject}`,
        message: expect.stringContaining('does not import from it.'),
      },
    ]);
    expect(said(P313, '1.1.0')).toMatchObject([{ rated: `warning, proven: ${subject}` }]);
  });

  it('passes the check of Optimize with a 7, and is not supported all the same', () => {
    expect(said(P313, '7.22.0-cibseven', '3.14')).toMatchObject([
      {
        rated: 'warning, proven: CIB seven',
        message:
          '"eu" is CIB seven 7.22.0-cibseven. Optimize accepts that number, but supports only Camunda.',
      },
    ]);
  });

  it.each(['null', '', '__proto__', 'v1'])(
    'is told without a word about a number that is none: %j',
    (version) => {
      expect(said(P313, version, '3.14', 'Operaton BPM Runtime')).toMatchObject([
        {
          rated: 'warning, proven: Operaton',
          message: '"eu" is Operaton, and Optimize supports only Camunda.',
        },
      ]);
    },
  );
});
