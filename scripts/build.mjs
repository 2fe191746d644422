// Bundles src/ into dist/, everything inlined, no run-time dependencies: main.cjs, which the command starts; apart.cjs, what that
// seldom needs; usual.cjs, all that a usual run needs; and the other chunks, each in a file of its own, for the runs that need them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { bundledPackages } from './bundled.mjs';
import { plainBuiltins, plugins } from './bundler-plugins.mjs';
import { chunksOf, chunksThat, tableOf } from './chunks.mjs';
import { eager } from './eager.mjs';
import { functionsCalled } from './functions-called.mjs';
import { generate } from './generate.mjs';
import { notices } from './notices.mjs';
import { sbom } from './sbom.mjs';
import { seldomCalled, standIns } from './stand-ins.mjs';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

await generate();
await rm(dist, { recursive: true, force: true });
await mkdir(dist);
await copyDemo();
// Tables of chunks, by the file whose reading needs them: one that every run loads, and one for faults.
const [USUAL, FAULTS] = ['usual', 'faults'];
const rehearsals = Object.fromEntries([USUAL, FAULTS].map((name) => [name, path.join(dist, `${name}.yaml`)]));
for (const [name, file] of Object.entries(rehearsals))
  await cp(path.join(root, 'src/start', `${name}.yaml`), file);

const shared = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  // That Node knows them, which the bundler doubts: it would have them made anew, from texts, at every start.
  supported: { 'regexp-unicode-property-escapes': true, 'regexp-lookbehind-assertions': true },
  metafile: true,
  legalComments: 'none',
  // Small enough to install in a blink; the maps beside it are not published and turn a reported stack into lines again.
  minify: true,
  sourcemap: 'external',
  define: {
    'process.env.MULTI_ENGINE_VERSION': JSON.stringify(manifest.version),
    'import.meta.dirname': '__dirname',
  },
};

// Built twice: what a run of the first program calls nothing of has stand-ins in the second. What a run of that calls is then written so
// that Node compiles it at once.
await writeProgram(await filesOf(await buildInside([])));
const seldom = await seldomCalled(root, validates(USUAL));
const inside = await buildInside([standIns(root, seldom)]);
const files = await filesOf(inside);
await writeProgram(files);
const main = await writeProgram(await Promise.all(files.map(withEagerFunctions)));
await writeLibrary();
const bundled = await bundledPackages(
  root,
  [main, inside].map(({ metafile }) => metafile),
);
await writeFile(path.join(root, 'THIRD-PARTY-NOTICES.txt'), await notices(bundled));
await writeFile(path.join(root, 'sbom.cdx.json'), await sbom(root, bundled));
await writeHelp();

function buildInside(more) {
  return build({
    ...shared,
    entryPoints: { inside: 'src/start/inside.ts' },
    format: 'esm',
    splitting: true,
    write: false,
    plugins: [...more, ...plugins(root)],
  });
}

/** Which file has which chunks: the two tables first. */
async function filesOf(built) {
  const chunks = chunksOf(built);
  const neededBy = (name) =>
    chunksThat(chunks, dist, (need) => need('./inside.js').rehearse(rehearsals[name]));
  const usual = await neededBy(USUAL);
  const faults = (await neededBy(FAULTS)).filter((chunk) => !usual.includes(chunk));
  const others = chunks.filter((chunk) => !usual.includes(chunk) && !faults.includes(chunk));
  return [
    { name: USUAL, chunks: usual },
    { name: FAULTS, chunks: faults },
    ...others.map((chunk) => ({ name: path.basename(chunk.name, '.js'), chunks: [chunk] })),
  ];
}

/** A table as it is best for the run that needs it; any other file stays as it is. */
async function withEagerFunctions({ name, chunks }) {
  if (rehearsals[name] === undefined) return { name, chunks };
  const called = await functionsCalled(root, `${name}.cjs`, validates(name));
  return { name, chunks: eager(chunks, called, tableOf(chunks).starts) };
}

function validates(name) {
  return ['validate', rehearsals[name]];
}

/** Writes all that the command starts, in place of what was there. Answers how its entry was built. */
async function writeProgram([usual, faults, ...others]) {
  for (const name of await readdir(dist)) if (/\.cjs(?:\.map)?$/.test(name)) await rm(path.join(dist, name));
  const elsewhere = Object.fromEntries(faults.chunks.map(({ name }) => [name, FAULTS]));
  const texts = [await writeTable(usual, elsewhere), await writeTable(faults)];
  for (const file of others) await writeTable(file);
  return build({
    ...shared,
    entryPoints: {
      main: 'src/start/main.ts',
      apart: 'src/start/apart.ts',
      library: 'src/start/library.ts',
    },
    external: ['./apart.cjs'],
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    plugins: [plainBuiltins()],
    define: {
      ...shared.define,
      'process.env.MULTI_ENGINE_BUILD': JSON.stringify(
        createHash('sha256').update(texts.join('')).digest('hex').slice(0, 16),
      ),
    },
  });
}

async function writeTable({ name, chunks }, elsewhere) {
  const { text, map } = tableOf(chunks, elsewhere);
  await writeFile(path.join(dist, `${name}.cjs`), text);
  await writeFile(path.join(dist, `${name}.cjs.map`), JSON.stringify(map));
  return text;
}

/** What `import` finds: a function for each that src/api/types.ts declares, and these declarations. */
async function writeLibrary() {
  const types = await readFile(path.join(root, 'src/api/types.ts'), 'utf8');
  const names = Array.from(types.matchAll(/^export declare function (\w+)/gm), ([, name]) => name);
  await writeFile(path.join(dist, 'api.d.mts'), types);
  const functions = names.map(
    (name) => `export async function ${name}(options) {\n  return (await opened()).${name}(options);\n}\n`,
  );
  const head = [
    "import { createRequire } from 'node:module';",
    "const { openLibrary } = createRequire(import.meta.url)('./library.cjs');",
    'let library;',
    'const opened = () => (library ??= openLibrary());',
    '',
  ];
  await writeFile(path.join(dist, 'api.mjs'), head.join('\n') + functions.join(''));
}

/** The landscape that `multi-engine demo` shows, without the spaces that make recordings readable. */
async function copyDemo() {
  const demo = path.join(dist, 'demo');
  await cp(path.join(root, 'fixtures/landscapes/demo'), demo, { recursive: true });
  for (const name of (await readdir(demo)).filter((each) => each.endsWith('.json'))) {
    const text = await readFile(path.join(demo, name), 'utf8');
    await writeFile(path.join(demo, name), JSON.stringify(JSON.parse(text)));
  }
}

/** Asking for help loads no command line parser: what that would print is written down once. And the page for `man`. */
async function writeHelp() {
  await writeFile(path.join(dist, 'help.txt'), printed('help'));
  await writeFile(path.join(dist, 'multi-engine.1'), printed('manual'));
}

function printed(command) {
  const bin = path.join(root, 'bin/multi-engine.js');
  const run = spawnSync(process.execPath, [bin, command], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${command} ended with ${run.status}: ${run.stderr}`);
  return run.stdout;
}
