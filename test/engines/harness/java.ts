import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How every Java of these tests runs: two processor cores start a dozen of them, none of which runs for long. */
export const JAVA_SETTINGS = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'] as const;

/** Runs Maven there, quietly, on a Java that begins to work at once: a build is over before it would be fast. */
export async function maven(directory: string, ...command: readonly string[]): Promise<void> {
  const given = process.env['MAVEN_OPTS'] ?? '';
  const env = { ...process.env, MAVEN_OPTS: [given, ...JAVA_SETTINGS].join(' ').trim() };
  await run('mvn', ['-q', '-B', ...command], { cwd: directory, env });
}
