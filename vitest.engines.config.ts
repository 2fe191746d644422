import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that wait longest begin first, so that the others run while they wait. */
const LONGEST = ['matrix', 'databases', 'balancer', 'cib-seven', 'matrix-rules', 'access', 'store'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return place === -1 ? LONGEST.length : place;
}

/** Real engines: minutes instead of seconds. Three files at a time, most of which wait most of the time. */
export default defineConfig({
  test: {
    include: ['test/engines/**/*.test.ts'],
    globalSetup: ['test/engines/harness/global-setup.ts'],
    reporters: ['default', './test/helpers/plain-count-reporter.ts'],
    pool: 'threads',
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 330_000,
    // Engines that start beside another file's take minutes, not seconds.
    hookTimeout: 480_000,
    teardownTimeout: 60_000,
  },
});
