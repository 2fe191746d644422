// What the bundler does differently for this program: it leaves out what no run of it can need, and asks for Node's modules directly.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** @param {string} root the folder of the repository */
export function plugins(root) {
  return [
    withoutSubprocesses(),
    clientOnly(root),
    oneSpinner(),
    eventsOnly(),
    wideOnly(),
    plainAssertions(),
    plainBuiltins(),
  ];
}

/**
 * Of undici, src/probe/http/connection/connection.ts uses the client. The index brings fetch, WebSocket,
 * mocks and caches along, which is two thirds of its size and most of the time that it takes to load. HTTP/2 is never asked
 * for; of the two builds of the parser the one that runs on every processor is enough.
 */
function clientOnly(root) {
  const contents = `
    const Dispatcher = require('./lib/dispatcher/dispatcher');
    Object.assign(Dispatcher.prototype, {
      request: require('./lib/api/api-request'),
      connect: require('./lib/api/api-connect'),
    });
    module.exports = {
      Client: require('./lib/dispatcher/client'),
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
 * Where an assertion of undici fails, as for an answer with status 099, Node reads the file of the caller to show it in its
 * message. Of a bundle that takes seconds in which nobody else is heard.
 */
function plainAssertions() {
  const contents = `module.exports = (holds) => {
    if (!holds) throw Object.assign(new Error('an assertion failed'), { code: 'ERR_ASSERTION' });
  };`;
  return {
    name: 'plain-assertions',
    setup(setup) {
      setup.onResolve({ filter: /^node:assert$/ }, () => ({ path: 'assert', namespace: 'plain-assertions' }));
      setup.onLoad({ filter: /.*/, namespace: 'plain-assertions' }, () => ({ contents }));
    },
  };
}

/** Of the widths of East Asia only the wide ones are asked for, never the ones that depend on the terminal. */
function wideOnly() {
  const ambiguous = /(?<=const ambiguousRanges = )\[[^\]]*\]/;
  return {
    name: 'wide-only',
    setup(setup) {
      setup.onLoad({ filter: /get-east-asian-width\/lookup-data\.js$/ }, async ({ path: file }) => {
        const text = await readFile(file, 'utf8');
        if (!ambiguous.test(text)) throw new Error(`${file} is written otherwise than it was`);
        return { contents: text.replace(ambiguous, '[]') };
      });
    },
  };
}

/**
 * `import … from 'node:fs'` makes Node read every export of the module, which loads what stands behind each of them.
 * Asked for directly, a module of Node costs nothing more. Its exports are named here, of which the bundler keeps those that
 * are used: from a plain object it would make a getter of each.
 */
export function plainBuiltins() {
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

/**
 * Of js-yaml, src/load asks for the parser's events. Its schemas and the patterns of its writer are made when it is loaded,
 * which no bundler dares to leave out: here it is told that making them has no other effect.
 */
export function eventsOnly() {
  return {
    name: 'events-only',
    setup(setup) {
      setup.onLoad({ filter: /js-yaml\.mjs$/ }, async ({ path: file }) => ({
        contents: (await readFile(file, 'utf8')).replaceAll(
          /^(var \S+ = )((?:(?:new )?[\w.]+\((?:.*|.*\n[^]*?^[\]}])\)|`.*`|String\.raw`.*`|\w+\.\w+|\{\n[^]*?^\}));$/gm,
          '$1/* @__PURE__ */ (() => ($2))();',
        ),
      }));
    },
  };
}
