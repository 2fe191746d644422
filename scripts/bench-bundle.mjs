// Parts of the program for benches that call them without a command line.
import { build } from 'esbuild';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');

/**
 * @param {string} contents TypeScript that exports what is wanted, its imports relative to the project's root
 * @param {string} outdir a folder of the caller
 * @returns {Promise<object>} what it exports, as the program bundles it
 */
export async function bundled(contents, outdir) {
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    external: ['chalk', 'undici'],
    outdir,
    outExtension: { '.js': '.mjs' },
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return import(pathToFileURL(path.join(outdir, 'stdin.mjs')).href);
}
