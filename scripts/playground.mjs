// Builds the playground: one page with everything in it, that checks configurations in a browser with the code of `validate`.
// usage: node scripts/playground.mjs [FILE]
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { eventsOnly } from './bundler-plugins.mjs';

const root = path.resolve(import.meta.dirname, '..');
const source = path.join(root, 'src/playground');
const target = path.resolve(process.argv[2] ?? path.join(root, 'docs/playground/index.html'));

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/playground/page.ts'],
  bundle: true,
  write: false,
  metafile: true,
  platform: 'browser',
  format: 'iife',
  target: ['chrome111', 'firefox128', 'safari16.4'],
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  inject: ['src/playground/surroundings.ts'],
  plugins: [eventsOnly(), withoutFiles(), unasked()],
});
// In a script, markup would take this for its end.
const script = outputFiles[0].text.trim().replaceAll('</script', String.raw`<\/script`);
const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const style = (await readFile(path.join(source, 'page.css'), 'utf8')).trim();
const page = (await readFile(path.join(source, 'page.html'), 'utf8'))
  .replace(/<style>\s*STYLE\s*<\/style>/, () => `<style>${style}</style>`)
  .replace(/<script>\s*SCRIPT;\s*<\/script>/, () => `<script>${script}</script>`)
  .replace('VERSION', () => `Version ${manifest.version}.`)
  .replace(
    'CONTENT-SECURITY-POLICY',
    () =>
      `default-src 'none'; script-src 'sha256-${hashOf(script)}'; style-src 'sha256-${hashOf(style)}'; base-uri 'none'; form-action 'none'`,
  );
await mkdir(path.dirname(target), { recursive: true });
await writeFile(target, page);
const kilobytes = (bytes) => `${Math.ceil(bytes / 1000)} kB`;
console.log(
  `${path.relative('', target)}: ${kilobytes(page.length)}, ${kilobytes(gzipSync(page).length)} compressed, of ${Object.keys(metafile.inputs).length} files`,
);

function hashOf(text) {
  return createHash('sha256').update(text).digest('base64');
}

/** In a browser there is no file beside the text: whoever looks for one finds none. */
function withoutFiles() {
  return {
    name: 'without-files',
    setup(setup) {
      setup.onResolve({ filter: /^node:(?:buffer|fs|path)$/ }, ({ path: name }) => ({
        path: path.join(source, `no-${name.slice('node:'.length)}.ts`),
      }));
      setup.onResolve({ filter: /^node:/ }, ({ path: name, importer }) => ({
        errors: [{ text: `${path.relative(root, importer)} needs ${name}, which no browser has` }],
      }));
    },
  };
}

/** What only options of the command line ask for: none of them can be given here. */
function unasked() {
  const never = /\/(?:baseline|policy|logins\/given)\.js$/;
  return {
    name: 'unasked',
    setup(setup) {
      setup.onResolve({ filter: never }, ({ path: name, kind }) =>
        kind === 'dynamic-import' ? { path: name, namespace: 'nothing' } : undefined,
      );
      setup.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}
