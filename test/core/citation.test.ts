import { describe, expect, it } from 'vitest';
import { citationOf, commonCitation } from '../../src/core/citation.js';

const read = [
  { kind: 'process-definition-statistics', engines: ['eu'], detail: '3', request: 'GET /a', status: 200 },
  { kind: 'decision-definition', engines: ['eu'], detail: '1', request: 'GET /b', status: 200 },
  { kind: 'told', engines: ['eu'], detail: 'by the configuration' },
];

describe('the request behind evidence', () => {
  it('is that of the fact which the evidence speaks of', () => {
    expect(citationOf(read, 'decision-definition')).toEqual({ request: 'GET /b', status: 200 });
    expect(citationOf(read)).toEqual({ request: 'GET /a', status: 200 });
  });

  it('is left out where nothing was asked', () => {
    expect(citationOf(read, 'told')).toEqual({});
    expect(citationOf(read, 'predicted-definition')).toEqual({});
    expect(citationOf([])).toEqual({});
  });

  it('of two engines is what both were asked, without the times of each', () => {
    const [eu, us] = ['2026-11-23', '2026-11-24'].map((day) => ({
      request: `GET /engine/default/metrics?startDate=${day}`,
      status: 200,
    }));
    expect(commonCitation(eu ?? {}, us ?? {})).toEqual({
      request: 'GET /engine/default/metrics',
      status: 200,
    });
  });

  it('is left out where they were asked by different paths', () => {
    expect(
      commonCitation({ request: 'GET /engine/a/metrics' }, { request: 'GET /engine/b/metrics' }),
    ).toEqual({});
    expect(commonCitation({ request: 'GET /engine/a/metrics' }, {})).toEqual({});
  });
});
