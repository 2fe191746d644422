import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildEngine } from './build.js';
import { PROGRAM, projectDirectory, startedEngines } from './run-directory.js';

/** Runs once, before all test files. With MULTI_ENGINE_KEEP=1 logs and databases are left in place. */
export default async function setUp(project: TestProject): Promise<() => void> {
  if (!existsSync(join(projectDirectory, 'dist'))) {
    throw new Error('The program is not built: run "npm run build" first.');
  }
  await buildEngine('7.24.0');
  const runDirectory = mkdtempSync(join(tmpdir(), 'multi-engine-'));
  copyProgram(runDirectory);
  project.provide('runDirectory', runDirectory);
  return () => {
    process.stdout.write(`${startedEngines(runDirectory)}\n`);
    if (process.env['MULTI_ENGINE_KEEP'] === '1') process.stdout.write(`kept: ${runDirectory}\n`);
    else rmSync(runDirectory, { recursive: true, force: true });
  };
}

/** What the package holds, and nothing else: a build during the run must not pull the program away. */
function copyProgram(runDirectory: string): void {
  for (const part of ['bin', 'dist', 'schemas', 'package.json']) {
    cpSync(join(projectDirectory, part), join(runDirectory, PROGRAM, part), { recursive: true });
  }
}
