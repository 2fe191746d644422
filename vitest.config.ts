import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What holds requests to their deadlines has the machine to itself, after all other tests: a busy one keeps them late. */
const DEADLINES = [
  'test/probe/',
  'test/hostile/',
  'test/cli/commands.test.ts',
  'test/cli/live-run.test.ts',
  'test/terminal.test.ts',
  'test/advice/traffic.test.ts',
].map((name) => {
  if (!existsSync(name)) throw new Error(`vitest.config.ts: there is no ${name} any more`);
  return name.endsWith('/') ? `${name}**/*.test.ts` : name;
});

export default defineConfig({
  test: {
    globalSetup: ['test/helpers/surroundings.ts'],
    setupFiles: ['test/helpers/loopback-only.ts'],
    reporters: ['default', './test/helpers/plain-count-reporter.ts'],
    // Against what never ends, not against what is slow: other work on the machine makes a test ten times as slow.
    testTimeout: 120_000,
    expect: { requireAssertions: true },
    projects: [
      {
        extends: true,
        test: {
          name: 'side by side',
          include: ['test/**/*.test.ts'],
          exclude: ['test/engines/**', ...DEADLINES],
          // One more than there are processors: of two that start processes, one waits while the other computes.
          maxWorkers: availableParallelism() + 1,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'deadlines',
          include: DEADLINES,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
