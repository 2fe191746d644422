import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Slots } from '../../src/probe/slots.js';

describe('slots', () => {
  it('are given in the order in which they were asked for, as many at a time as there are', async () => {
    const slots = new Slots(2, 1_000);
    const log: string[] = [];
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) =>
        slots.use(async () => {
          log.push(`${name} begins`);
          await sleep(10);
          log.push(`${name} ends`);
        }),
      ),
    );
    expect(log.slice(0, 2)).toEqual(['a begins', 'b begins']);
    expect(log.indexOf('c begins')).toBeGreaterThan(log.indexOf('a ends'));
    expect(log.indexOf('d begins')).toBeGreaterThan(log.indexOf('b ends'));
  });

  it('go to whoever waits once a turn was long enough, and come back afterwards', async () => {
    const slots = new Slots(1, 0);
    const log: string[] = [];
    const patient = slots.use(async (turn) => {
      log.push('long begins');
      await turn.giveWay();
      log.push('long goes on');
    });
    const waiting = slots.use(async () => {
      await sleep(10);
      log.push('short ends');
    });
    await Promise.all([patient, waiting]);
    expect(log).toEqual(['long begins', 'short ends', 'long goes on']);
  });

  it('are kept during a turn', async () => {
    const slots = new Slots(1, 60_000);
    const log: string[] = [];
    const first = slots.use(async (turn) => {
      await turn.giveWay();
      log.push('first');
    });
    await Promise.all([first, slots.use(async () => void log.push('second'))]);
    expect(log).toEqual(['first', 'second']);
  });

  it('are all given where this process has nothing to do', async () => {
    const slots = new Slots(100, 60_000);
    const open: (() => void)[] = [];
    const works = Array.from({ length: 120 }, () =>
      slots.use(() => new Promise<void>((resolve) => open.push(resolve))),
    );
    await expect.poll(() => open.length, { timeout: 60_000 }).toBe(100);
    await sleep(50);
    expect(open).toHaveLength(100);
    for (const end of open.splice(0)) end();
    await expect.poll(() => open.length, { timeout: 60_000 }).toBe(20);
    for (const end of open) end();
    await Promise.all(works);
  });

  it('stay few where this process is what everything waits for', async () => {
    const slots = new Slots(100, 60_000);
    const until = performance.now() + 200;
    let open = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      open += 1;
      most = Math.max(most, open);
      while (performance.now() < until) await nextTurn();
      open -= 1;
    };
    await Promise.all(Array.from({ length: 120 }, () => slots.use(work)));
    expect(most).toBe(16);
  });

  it('are free again after work that fails', async () => {
    const slots = new Slots(1, 1_000);
    const failing = slots.use(() => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    expect(await slots.use(() => Promise.resolve('next'))).toBe('next');
  });
});
