// Starts real engines and runs the built program against them.
// usage: npm run test:engines -- [--all] [--table] [--record] [vitest arguments]
//   --all     every version, product and database instead of a representative part
//   --table   writes what was said about each landscape to docs/verdict-matrix.md
//   --record  makes the recordings in fixtures/landscapes again
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const OWN = {
  '--all': 'MULTI_ENGINE_ALL',
  '--table': 'MULTI_ENGINE_TABLE',
  '--record': 'MULTI_ENGINE_RECORD',
};
const given = process.argv.slice(2);
const rest = given.filter((argument) => !Object.hasOwn(OWN, argument));
const settings = Object.entries(OWN).flatMap(([option, name]) =>
  given.includes(option) ? [[name, '1']] : [],
);
const { status } = spawnSync(
  process.execPath,
  [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'vitest.engines.config.ts', ...rest],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...Object.fromEntries(settings) } },
);
process.exitCode = status ?? 1;
