// Starts real engines and runs the built program against them.
// usage: npm run test:engines -- [--all | --casting PATTERN] [--table] [--record] [vitest arguments]
//   --all     every version, product and database instead of a representative part
//   --casting of everything only the pairs of versions whose title the pattern finds, e.g. '7.13|Kolkata'
//   --table   with either: writes what was said about each landscape to docs/verdict-matrix.md, and for those that were not
//             played now what was said when they were played last
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
const casting = given.indexOf('--casting');
const pattern = casting === -1 ? [] : given.splice(casting, 2, '--all').slice(1);
const rest = given.filter((argument) => !Object.hasOwn(OWN, argument));
const settings = [
  ...Object.entries(OWN).flatMap(([option, name]) => (given.includes(option) ? [[name, '1']] : [])),
  ...pattern.map((titles) => ['MULTI_ENGINE_CASTING', titles]),
];
const { status } = spawnSync(
  process.execPath,
  [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'vitest.engines.config.ts', ...rest],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...Object.fromEntries(settings) } },
);
process.exitCode = status ?? 1;
