// Bundles src/ into dist/: a small entry and one chunk per command, everything inlined, no run-time dependencies.
import { spawnSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { generate } from './generate.mjs';
import { notices } from './notices.mjs';

const root = path.resolve(import.meta.dirname, '..');
const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

await generate();
await rm(path.join(root, 'dist'), { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.18',
  metafile: true,
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  define: { 'process.env.MULTI_ENGINE_VERSION': JSON.stringify(manifest.version) },
  // CommonJS dependencies inside an ESM bundle ask for `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
await writeFile(path.join(root, 'THIRD-PARTY-NOTICES.txt'), await notices(root, result.metafile));
// The landscape that `multi-engine demo` shows.
await cp(path.join(root, 'fixtures/landscapes/demo'), path.join(root, 'dist/demo'), { recursive: true });
// Asking for help loads no command line parser: what that would print is written down once.
const help = spawnSync(process.execPath, [path.join(root, 'bin/multi-engine.js'), 'help'], {
  encoding: 'utf8',
});
if (help.status !== 0) throw new Error(`help ended with ${help.status}: ${help.stderr}`);
await writeFile(path.join(root, 'dist/help.txt'), help.stdout);
