import { afterEach, expect, test, vi } from 'vitest';
import { runLive } from '../../src/cli/live-run.js';
import { progressOf } from '../../src/cli/output/progress.js';

vi.mock(import('../../src/cli/output/progress.js'));

const events: string[] = [];

vi.mocked(progressOf).mockImplementation(() =>
  Promise.resolve({ update: () => undefined, stop: () => events.push('progress gone') }),
);

afterEach(() => {
  events.length = 0;
});

function listeners(): number {
  return ['SIGINT', 'SIGTERM', 'SIGHUP'].reduce((sum, signal) => sum + process.listenerCount(signal), 0);
}

test('a live run takes its progress away before it answers', async () => {
  const code = await runLive({}, false, {
    ask: () => Promise.resolve(events.push('asked')),
    answer: () => Promise.resolve(events.push('answered')),
  });
  expect(events.slice(0, code)).toEqual(['asked', 'progress gone', 'answered']);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends the asking, and the answer is written',
  async (signal) => {
    const code = await runLive({}, true, {
      ask: async ({ live }) => {
        process.emit(signal, signal);
        return live.signal.aborted;
      },
      answer: (aborted, { interruptedBy }) => {
        events.push(`${interruptedBy()} ${aborted}`);
        return Promise.resolve(7);
      },
    });
    expect([code, events[1]]).toEqual([7, `${signal} true`]);
  },
);

test.each([
  ['its options are wrong', { timeout: 'soon' }, '--timeout'],
  ['the engines cannot be asked', {}, 'ask'],
  ['the answer cannot be written', {}, 'answer'],
])('nothing of it is left where %s', async (_, options, failing) => {
  const before = listeners();
  const fail = (step: string) => (step === failing ? Promise.reject(new Error(step)) : Promise.resolve(0));
  const run = runLive(options, false, { ask: () => fail('ask'), answer: () => fail('answer') });
  await expect(run).rejects.toThrow(failing);
  expect([listeners(), events.at(-1)]).toEqual([before, 'progress gone']);
});
