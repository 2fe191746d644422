import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cure } from '../../src/run/balancer/balancer.js';
import { damagedRecording, type Damage } from '../helpers/damaged.js';
import { LANDSCAPES, liveRequest, requestFor } from '../helpers/fixtures.js';

/** What `balancer` says of a recorded landscape in which an answer of its first engine is damaged. */
async function cureOf(landscape: string, resource: string, damage: Damage) {
  const recording = path.join(LANDSCAPES, landscape);
  const replayFrom = damagedRecording(recording, '01-eu.json', resource, damage);
  const live = { ...liveRequest(), replayFrom };
  const file = path.join(recording, 'environment-config.yaml');
  const check = { ...requestFor([file]), command: 'doctor' as const, live };
  const settings = { host: 'lb', port: null, caFile: null };
  const found = await cure({ check, groups: [], settings }, 'test');
  return 'unread' in found ? { plans: [], open: [] } : found;
}

describe('balancer leaves open', () => {
  test.each<[string, Damage]>([
    ['is null', ({ body }) => (body.version = null)],
    ['is missing', ({ body }) => delete body.version],
  ])('whether the nodes run one version, where that of one of them %s', async (_, damage) => {
    const { plans, open } = await cureOf('mixed-minors', 'version', damage);
    expect(plans.map(({ kind }) => kind)).toEqual(['balance']);
    expect(open).toEqual([expect.stringContaining('the version of "eu" is not known')]);
  });

  test.each<[string, Damage]>([
    ['without an id', ({ body }) => delete body[0].id],
    ['with something else for an id', ({ body }) => (body[0].id = 7)],
  ])('nothing, and takes no database for two, where a row of the schema log is %s', async (_, damage) => {
    const { plans } = await cureOf('mixed-minors', 'schema-log', damage);
    expect(plans.map(({ kind }) => kind)).toEqual(['refused']);
  });
});
