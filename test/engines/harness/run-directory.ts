import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Temporary directory of this run: databases, logs, configuration files. */
    runDirectory: string;
  }
}

/** Inside the run's directory: a copy of the built program. */
export const PROGRAM = 'program';

export const projectDirectory = fileURLToPath(new URL('../../..', import.meta.url));

/** A directory of its own inside the run's directory. */
export function workDirectory(name: string): string {
  const directory = join(inject('runDirectory'), name);
  mkdirSync(directory, { recursive: true });
  return directory;
}

const STARTED = 'started.txt';

/** Test files run in modules of their own, so the count is kept in a file. `version` is what the engine answered. */
export function countStartedEngine(version: string): void {
  appendFileSync(join(inject('runDirectory'), STARTED), `${version}\n`);
}

/** For example `real engines started: 12 x Camunda 7.24.0 (version as answered by the engine)`. */
export function startedEngines(runDirectory: string): string {
  const file = join(runDirectory, STARTED);
  const versions = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const counts = [...new Set(versions)].map(
    (version) => `${versions.filter((other) => other === version).length} x Camunda ${version}`,
  );
  return `real engines started: ${counts.join(', ') || 'none'} (version as answered by the engine)`;
}
