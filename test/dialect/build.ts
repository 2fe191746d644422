import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const PROJECT = import.meta.dirname;
const JAR = path.join(PROJECT, 'target/dialect.jar');
const SOURCES = ['pom.xml', 'src/main/java/Dialect.java'];

/** Builds the reader with Maven unless the jar is younger than its sources; gives the jar. */
export function builtReader(): string {
  if (!isUpToDate()) execFileSync('mvn', ['-q', '-B', 'package'], { cwd: PROJECT });
  return JAR;
}

function isUpToDate(): boolean {
  if (!existsSync(JAR)) return false;
  const built = statSync(JAR).mtimeMs;
  return SOURCES.every((source) => statSync(path.join(PROJECT, source)).mtimeMs < built);
}
