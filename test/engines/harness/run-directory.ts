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

/**
 * Test files run in modules of their own, so the count is kept in a file. `version` is what the engine answered; further
 * engines live in the process of another.
 */
export function countStartedEngine(product: string, version: string, process = true): void {
  appendFileSync(
    join(inject('runDirectory'), STARTED),
    `${process ? 'process' : 'further'} ${product} ${version}\n`,
  );
}

/** For example `real engines started: 12 x Camunda 7.24.0 in 10 processes (version as answered by the engine)`. */
export function startedEngines(runDirectory: string): string {
  const file = join(runDirectory, STARTED);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const versions = lines.map((line) => line.replace(/^\w+ /, ''));
  const counts = [...new Set(versions)].toSorted().map((version) => {
    return `${versions.filter((other) => other === version).length} x ${version}`;
  });
  const processes = lines.filter((line) => line.startsWith('process')).length;
  return `real engines started: ${counts.join(', ') || 'none'}, in ${processes} processes (version as answered by the engine)`;
}
