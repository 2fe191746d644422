import { describe, expect, it } from 'vitest';
import type { CleanupJob } from '../../../src/probe/types.js';
import { isSameJob, mayBeSameJob } from '../../../src/topology/fingerprints/cleanup-jobs.js';
import { at } from '../../helpers/readings.js';

const UUID = '12827a42-e6f6-11f1-be09-02fc00000001';
const OTHER = '12827a43-e6f6-11f1-be09-02fc00000001';
const NINE = at('09:00:00');
const TEN = at('10:00:00');

describe('two cleanup jobs', () => {
  it.each<[string, CleanupJob, CleanupJob, 'one' | 'perhaps' | 'two']>([
    ['with one UUID', job(UUID, NINE), job(UUID, at('09:00:01')), 'one'],
    ['with two UUIDs', job(UUID, NINE), job(OTHER, NINE), 'two'],
    ['with one number, made in the same moment', job('101', NINE), job('101', NINE), 'one'],
    [
      'with one number, made at the same moment of two time zones',
      job('101', NINE),
      job('101', TEN),
      'perhaps',
    ],
    ['with one number, made in two moments', job('101', NINE), job('101', at('09:00:01')), 'two'],
    ['with two numbers', job('101', NINE), job('102', NINE), 'two'],
    ['with one number, of which the first does not tell when', job('101', null), job('101', NINE), 'perhaps'],
    [
      'with one number, of which the second does not tell when',
      job('101', NINE),
      job('101', null),
      'perhaps',
    ],
    ['with one number, of which none tells when', job('101', null), job('101', null), 'perhaps'],
  ])('%s are %4$s', (_, first, second, are) => {
    expect(isSameJob(first, second)).toBe(are === 'one');
    expect(mayBeSameJob(first, second)).toBe(are !== 'two');
  });
});

function job(id: string, createWallClock: number | null): CleanupJob {
  return { id, createWallClock, createTime: null, dueDate: null, dueWallClock: null, dueInstant: null };
}
