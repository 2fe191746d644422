import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectDirectory } from './run-directory.js';

/** What has to be built together for an engine version. */
const engineVersions = {
  '7.24.0': { springBoot: '3.5.5', h2: '2.3.232' },
} as const;

export type EngineVersion = keyof typeof engineVersions;

const app = join(projectDirectory, 'test', 'engines', 'app');

export function engineJar(version: EngineVersion): string {
  return join(app, 'target', `engine-${version}.jar`);
}

/** Builds the engine with Maven unless the jar is younger than its sources. */
export async function buildEngine(version: EngineVersion): Promise<void> {
  if (isUpToDate(engineJar(version))) return;
  const { springBoot, h2 } = engineVersions[version];
  const properties = [
    `-Dcamunda.version=${version}`,
    `-Dspring-boot.version=${springBoot}`,
    `-Dh2.version=${h2}`,
  ];
  await promisify(execFile)('mvn', ['-q', '-B', ...properties, 'package'], { cwd: app });
}

function isUpToDate(jar: string): boolean {
  if (!existsSync(jar)) return false;
  const sources = readdirSync(join(app, 'src'), { recursive: true, encoding: 'utf8' });
  const files = [join(app, 'pom.xml'), ...sources.map((source) => join(app, 'src', source))];
  const built = statSync(jar).mtimeMs;
  return files.every((file) => statSync(file).mtimeMs < built);
}
