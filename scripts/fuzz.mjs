// Plays random situations against the built program: npm run fuzz -- --minutes 10 --seed 1 [--kind NAME] [--keep DIR]
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const outfile = path.join(root, 'node_modules/.fuzz/fuzz.mjs');
await build({
  entryPoints: [path.join(root, 'test/fuzz/main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
});
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: process.env,
});
process.exitCode = status ?? 1;
