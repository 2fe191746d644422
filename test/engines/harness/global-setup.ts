import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildEngine } from './build.js';
import { projectDirectory, startedEngines } from './run-directory.js';

/** Runs once, before all test files. With MULTI_ENGINE_KEEP=1 logs and databases are left in place. */
export default async function setUp(project: TestProject): Promise<() => void> {
  if (!existsSync(join(projectDirectory, 'dist'))) {
    process.stderr.write('The program is not built: run "npm run build" first.\n');
  }
  await buildEngine('7.24.0');
  const runDirectory = mkdtempSync(join(tmpdir(), 'multi-engine-'));
  project.provide('runDirectory', runDirectory);
  return () => {
    process.stdout.write(`${startedEngines(runDirectory)}\n`);
    if (process.env['MULTI_ENGINE_KEEP'] === '1') process.stdout.write(`kept: ${runDirectory}\n`);
    else rmSync(runDirectory, { recursive: true, force: true });
  };
}
