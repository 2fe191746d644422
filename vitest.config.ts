import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/engines/**'],
    globalSetup: ['test/helpers/temporary-folder.ts'],
    setupFiles: ['test/helpers/loopback-only.ts'],
    reporters: ['default', './test/helpers/plain-count-reporter.ts'],
    testTimeout: 20_000,
    expect: { requireAssertions: true },
  },
});
