// Builds a program of the tests and runs it: node scripts/test-program.mjs fuzz|soak ARGUMENTS
//   npm run fuzz -- --minutes 10 --seed 1 [--kind NAME] [--keep DIR]   random situations against the built program
//   npm run soak -- MINUTES                                            doctor --watch against engines that come and go
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

const [name, ...args] = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, '..');
const outfile = path.join(root, `node_modules/.${name}/${name}.mjs`);
await build({
  entryPoints: [path.join(root, `test/${name}/main.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
});
const { status } = spawnSync(process.execPath, [outfile, ...args], {
  stdio: 'inherit',
  env: process.env,
});
process.exitCode = status ?? 1;
