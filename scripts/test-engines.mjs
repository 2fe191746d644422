// Starts real engines and runs the built program against them.
// usage: npm run test:engines -- [--record] [vitest arguments]     --record makes the recordings in fixtures/landscapes again
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const given = process.argv.slice(2);
const record = given.includes('--record');
const rest = given.filter((argument) => argument !== '--record');
const settings = record ? { MULTI_ENGINE_RECORD: '1' } : {};
const { status } = spawnSync(
  process.execPath,
  [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'vitest.engines.config.ts', ...rest],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...settings } },
);
process.exitCode = status ?? 1;
