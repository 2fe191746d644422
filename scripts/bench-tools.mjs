// What the benches run beside the program: other versions of Node, and other tools. Installed by the bench, outside of the repository, and kept for the next one.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const TOOLS = path.join(tmpdir(), 'multi-engine-bench-tools');

/** @returns {string} the folder of a package in the version that is wanted, its dependencies beside it */
export function installed(name, version) {
  const folder = path.join(TOOLS, `${name.replace('/', '+')}-${version}`);
  installInto(folder, `${name}@${version}`);
  return path.join(folder, 'node_modules', name);
}

/** Into a folder of its own, whatever was there. No script of a package runs. */
export function installInto(folder, what) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--silent'];
  execFileSync('npm', ['install', ...quiet, what], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** @returns {string} Node itself: the package of its own binaries */
export function nodeOf(version) {
  const isWindows = process.platform === 'win32';
  const folder = installed(`node-${isWindows ? 'win' : process.platform}-${process.arch}`, version);
  return path.join(folder, 'bin', isWindows ? 'node.exe' : 'node');
}
