import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { longestFirst } from './test/helpers/longest-first.js';

/** What holds requests to their deadlines runs after all other tests, and mostly waits: a busy machine keeps requests late. */
const DEADLINES = [
  'test/probe/',
  'test/hostile/',
  'test/cli/commands.test.ts',
  'test/cli/live-run.test.ts',
  'test/terminal.test.ts',
  'test/advice/traffic.test.ts',
];
/** Those that put something else in the place of a module, and those that look at time or memory. */
const NEEDS_OWN_PROCESS = /\bvi\.mock\(|helpers\/(?:growth|masking)\.js/;

/** Those that take more than ten seconds or so, the longest first. */
const LONGEST = [
  'growth fuzz/fuzz faults/faults faults/edits report/browser signals exit-code-corpus secrets/engines guides/commands',
  'secrets/reports secrets/carriers topology/databases.property run/recording/self-contained hostile-names new-rule',
  'findings-positions promises lsp/lsp hostile/services hostile/manners hostile/bodies advice/traffic',
].flatMap((names) => names.split(' '));

for (const name of [...DEADLINES, ...LONGEST.map((file) => `test/${file}.test.ts`)])
  if (!existsSync(name)) throw new Error(`vitest.config.ts: there is no ${name} any more`);

const FILES = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !name.startsWith('engines'))
  .map((name) => ['test', ...name.split(path.sep)].join('/'));

/**
 * Most files share the process of a worker, and what they import, with others: to start one and to load the sources anew would take a third of
 * their time.
 */
function project(
  name: string,
  { inTime, shared, groupOrder }: { inTime: boolean; shared: boolean; groupOrder: number },
): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: FILES.filter(
        (file) =>
          DEADLINES.some((start) => file.startsWith(start)) === inTime &&
          NEEDS_OWN_PROCESS.test(readFileSync(file, 'utf8')) !== shared,
      ),
      isolate: !shared,
      // One more than there are processors: of two that start processes or wait for a deadline, one waits while the other computes.
      maxWorkers: availableParallelism() + 1,
      sequence: { groupOrder },
    },
  };
}

export default defineConfig({
  test: {
    globalSetup: ['test/helpers/surroundings.ts'],
    sequence: { sequencer: longestFirst(LONGEST) },
    setupFiles: ['test/helpers/loopback-only.ts'],
    reporters: ['default', './test/helpers/plain-count-reporter.ts'],
    // Against what never ends, not against what is slow: other work on the machine makes a test ten times as slow.
    testTimeout: 120_000,
    expect: { requireAssertions: true },
    projects: [
      project('side by side', { inTime: false, shared: true, groupOrder: 0 }),
      project('side by side, alone in a process', { inTime: false, shared: false, groupOrder: 0 }),
      project('deadlines', { inTime: true, shared: true, groupOrder: 1 }),
      project('deadlines, alone in a process', { inTime: true, shared: false, groupOrder: 2 }),
    ],
  },
});
