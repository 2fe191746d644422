// Bundles src/ into dist/: a small entry, the offline half, the live half; everything inlined, no run-time dependencies.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { generate } from './generate.mjs';
import { notices } from './notices.mjs';

const root = path.resolve(import.meta.dirname, '..');
const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

await generate();
await rm(path.join(root, 'dist'), { recursive: true, force: true });

/** What only commands that talk to engines load, and what is asked for too seldom to burden the others. */
const LIVE_ONLY =
  /\/(probe\/live|rules\/live|spinner|canary-clean|commands\/(demo|effective|access|balancer|preview|catalogue))\.js$/;

const shared = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.18',
  metafile: true,
  legalComments: 'none',
  // Small enough to install in a blink; the maps beside it are not published and turn a reported stack into lines again.
  minify: true,
  sourcemap: 'external',
  define: { 'process.env.MULTI_ENGINE_VERSION': JSON.stringify(manifest.version) },
  // CommonJS dependencies inside an ESM bundle ask for `require`, and only ever for modules of Node itself.
  banner: { js: 'const require = process.getBuiltinModule;' },
};

/** For what every run loads: Node starts five milliseconds faster as long as it meets no ES module. */
const commonJs = {
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  banner: {},
  define: { ...shared.define, 'import.meta.dirname': '__dirname' },
};

// The entry decides by the command alone which half it needs. The offline half is one file, because every further module
// costs a start of two milliseconds, and CommonJS, because only that can be loaded with kept code (src/cli/compiled.ts);
// the live half has a chunk per command.
const halves = await Promise.all([
  build({
    ...shared,
    entryPoints: { offline: 'src/cli/program.ts' },
    ...commonJs,
    // As Node wraps every CommonJS file. Done here, the run need not copy the file to do it (src/cli/compiled.ts).
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
    plugins: [leaveOut(LIVE_ONLY), withoutSubprocesses(), plainBuiltins()],
  }),
  build({
    ...shared,
    entryPoints: { live: 'src/cli/program.ts' },
    splitting: true,
    plugins: [withoutSubprocesses(), clientOnly(), oneSpinner(), plainBuiltins()],
  }),
]);

const offline = await readFile(path.join(root, 'dist/offline.cjs'));
const main = await build({
  ...shared,
  entryPoints: { main: 'src/cli/main.ts' },
  ...commonJs,
  plugins: [plainBuiltins()],
  define: {
    ...commonJs.define,
    'process.env.MULTI_ENGINE_BUILD': JSON.stringify(
      createHash('sha256').update(offline).digest('hex').slice(0, 16),
    ),
  },
});

function leaveOut(filter) {
  return {
    name: 'leave-out',
    setup: (setup) => setup.onResolve({ filter }, ({ path: file }) => ({ path: file, external: true })),
  };
}

/**
 * Of undici, src/probe/http/client.ts uses the client, the proxy agent and the connector. The index brings fetch, WebSocket,
 * mocks and caches along, which is two thirds of its size and most of the time that it takes to load. HTTP/2 is never asked
 * for; of the two builds of the parser the one that runs on every processor is enough.
 */
function clientOnly() {
  const contents = `
    const Dispatcher = require('./lib/dispatcher/dispatcher');
    Object.assign(Dispatcher.prototype, {
      request: require('./lib/api/api-request'),
      connect: require('./lib/api/api-connect'),
    });
    module.exports = {
      Client: require('./lib/dispatcher/client'),
      ProxyAgent: require('./lib/dispatcher/proxy-agent'),
      buildConnector: require('./lib/core/connect'),
      errors: require('./lib/core/errors'),
    };`;
  return {
    name: 'client-only',
    setup(setup) {
      // The first is only for bodies that are sent as streams or forms.
      const unused = /\/(web\/fetch\/body|client-h2|llhttp_simd-wasm)\.js$/;
      setup.onResolve({ filter: unused }, ({ path: name }) => ({ path: name, namespace: 'nothing' }));
      setup.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'client-only' }));
      setup.onLoad({ filter: /.*/, namespace: 'client-only' }, () => ({
        contents,
        resolveDir: path.join(root, 'node_modules/undici'),
      }));
    },
  };
}

/**
 * `import … from 'node:fs'` makes Node read every export of the module, which loads what stands behind each of them.
 * Asked for directly, a module of Node costs nothing more. Its exports are named here, of which the bundler keeps those that
 * are used: from a plain object it would make a getter of each.
 */
function plainBuiltins() {
  return {
    name: 'plain-builtins',
    setup(setup) {
      setup.onResolve({ filter: /^node:/ }, ({ path: name, kind }) => ({
        path: name,
        namespace: kind === 'require-call' ? 'required' : 'imported',
      }));
      setup.onLoad({ filter: /.*/, namespace: 'required' }, ({ path: name }) => ({
        contents: `module.exports = process.getBuiltinModule('${name}');`,
      }));
      setup.onLoad({ filter: /.*/, namespace: 'imported' }, ({ path: name }) => ({
        contents: reexport(name),
      }));
    },
  };
}

function reexport(name) {
  const names = Object.keys(process.getBuiltinModule(name)).filter((key) => /^[A-Za-z]\w*$/.test(key));
  return [
    `const builtin = process.getBuiltinModule('${name}');`,
    'export default builtin;',
    ...names.map((key) => `const own_${key} = /* @__PURE__ */ (() => builtin.${key})();`),
    `export { ${names.map((key) => `own_${key} as ${key}`).join(', ')} };`,
  ].join('\n');
}

/** ora knows ninety spinners and uses the one that the terminal can show. */
function oneSpinner() {
  return {
    name: 'one-spinner',
    setup(setup) {
      setup.onLoad({ filter: /cli-spinners\/spinners\.json$/ }, async ({ path: file }) => {
        const { dots, line } = JSON.parse(await readFile(file, 'utf8'));
        return { contents: JSON.stringify({ dots, line }), loader: 'json' };
      });
    },
  };
}

/** commander can start other programs as subcommands. Nothing here does, and loading what that takes costs time. */
function withoutSubprocesses() {
  return {
    name: 'without-subprocesses',
    setup(setup) {
      setup.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
        importer.includes('/commander/') ? { path: 'child_process', namespace: 'nothing' } : undefined,
      );
      setup.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}

await writeFile(
  path.join(root, 'THIRD-PARTY-NOTICES.txt'),
  await notices(
    root,
    [main, ...halves].map(({ metafile }) => metafile),
  ),
);
// The landscape that `multi-engine demo` shows, without the spaces that make recordings readable.
const demo = path.join(root, 'dist/demo');
await cp(path.join(root, 'fixtures/landscapes/demo'), demo, { recursive: true });
for (const name of (await readdir(demo)).filter((each) => each.endsWith('.json'))) {
  const text = await readFile(path.join(demo, name), 'utf8');
  await writeFile(path.join(demo, name), JSON.stringify(JSON.parse(text)));
}
// Asking for help loads no command line parser: what that would print is written down once.
const help = spawnSync(process.execPath, [path.join(root, 'bin/multi-engine.js'), 'help'], {
  encoding: 'utf8',
});
if (help.status !== 0) throw new Error(`help ended with ${help.status}: ${help.stderr}`);
await writeFile(path.join(root, 'dist/help.txt'), help.stdout);
