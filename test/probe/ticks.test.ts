import { afterEach, describe, expect, it } from 'vitest';
import type { Answering } from '../helpers/engine-server.js';
import { startEngineServer, type EngineServer } from '../helpers/engine-server.js';
import { answersOf } from '../helpers/real-answers.js';
import { entry, network, options, vaultOf } from './landscape.js';
import { probeLandscape } from '../../src/probe/landscape.js';

const servers: EngineServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const SECOND = Date.parse('2026-11-23T06:00:00.000Z');

/** An engine whose database holds rows at these milliseconds of one second. */
function holding(...milliseconds: readonly number[]): Answering {
  const rest = answersOf('operaton-1.0.3/noauth');
  return (path, request, earlier) => {
    const query = new URLSearchParams(path.split('?')[1]);
    const [start, end] = ['startDate', 'endDate'].map((name) =>
      Date.parse((query.get(name) ?? '').replace('+0000', 'Z')),
    );
    if (!path.includes('/metrics') || start === undefined || end === undefined || end - start > 1_000) {
      return rest(path, request, earlier);
    }
    const inside = milliseconds.some((each) => SECOND + each >= start && SECOND + each < end);
    const row = { timestamp: '2026-11-23T06:00:00.000+0000', name: 'x', reporter: 'node', value: 1 };
    return { json: inside ? [row] : [] };
  };
}

describe('a tick', () => {
  it.each([
    [[471, 918], 471, 918],
    [[0, 999], 0, 999],
    [[500], 500, 500],
  ])('with rows at %j ms is found to the millisecond', async (milliseconds, first, last) => {
    const server = await startEngineServer(holding(...milliseconds));
    servers.push(server);
    const entries = [entry('a', server.rest)];
    const transport = await network();
    const ticks = [{ from: SECOND, to: SECOND }];
    const again = () => [{ alias: 'a', ticks, afterMs: 0 }];
    const { engines } = await probeLandscape(entries, vaultOf(entries), { ...options, again }, transport);
    await transport.close();
    expect(engines[0]?.again?.ticks).toEqual([
      { from: SECOND, to: SECOND, first: SECOND + first, last: SECOND + last },
    ]);
    expect(server.seen.filter(({ path }) => path.includes('/metrics')).length).toBeLessThan(25);
  });
});
