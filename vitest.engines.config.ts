import { defineConfig } from 'vitest/config';
import { longestFirst } from './test/helpers/longest-first.js';

/** Those that wait longest, so that the others run while they wait. */
const LONGEST = [
  'matrix',
  'databases',
  'balancer',
  'cib-seven',
  'matrix-rules',
  'store',
  'access',
  'watch-importing',
];

/** Real engines: minutes instead of seconds. Three files at a time, most of which wait most of the time. */
export default defineConfig({
  test: {
    include: ['test/engines/**/*.test.ts'],
    globalSetup: ['test/engines/harness/global-setup.ts'],
    reporters: ['default', './test/helpers/plain-count-reporter.ts'],
    pool: 'threads',
    maxWorkers: 3,
    sequence: { sequencer: longestFirst(LONGEST.map((name) => `engines/${name}`)) },
    testTimeout: 330_000,
    // Engines that start beside another file's take minutes, not seconds.
    hookTimeout: 480_000,
    teardownTimeout: 60_000,
  },
});
