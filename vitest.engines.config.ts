import { defineConfig } from 'vitest/config';

/** Real engines: minutes instead of seconds, one file after the other, so that never more than four engines run. */
export default defineConfig({
  test: {
    include: ['test/engines/**/*.test.ts'],
    globalSetup: ['test/engines/harness/global-setup.ts'],
    reporters: ['default', './test/helpers/plain-count-reporter.ts'],
    pool: 'threads',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 330_000,
    hookTimeout: 240_000,
    teardownTimeout: 60_000,
  },
});
