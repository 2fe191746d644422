// Keeps what a usual run calls nothing of out of the file that every run loads. Half of a run without kept code is Node reading
// code; the bundler knows what a file imports, and much of that is for configurations in which something is wrong.
import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { functionsCalled } from './functions-called.mjs';

/** What tells of a failure is there before it: then there may be no file descriptor left to load it with. */
const ALWAYS_THERE = new Set(['src/cli/failure.ts', 'src/core/system-errors.ts']);

/**
 * @param {string} root the folder of the repository, where the program is built
 * @param {readonly string[]} args of a usual run
 * @returns {Promise<Map<string, string[]>>} each file below src/ that such a run loads and calls nothing of, and what it exports,
 *   where that is functions alone
 */
export async function seldomCalled(root, args) {
  const dist = path.join(root, 'dist');
  const text = await readFile(path.join(dist, 'usual.cjs'), 'utf8');
  const map = JSON.parse(await readFile(path.join(dist, 'usual.cjs.map'), 'utf8'));
  const functions = await functionsCalled(root, 'usual.cjs', args);
  const called = calledSources(
    functions.flatMap(({ start, isCalled }) => (isCalled ? [start] : [])),
    text,
    map,
  );
  const seldom = new Map();
  for (const source of map.sections.flatMap(({ map: { sources } }) => sources)) {
    const file = path.join(dist, source);
    const name = path.relative(root, file);
    if (called.has(source) || ALWAYS_THERE.has(name) || !name.startsWith('src/')) continue;
    const names = functionsOf(await readFile(file, 'utf8'));
    if (names !== null) seldom.set(file, names);
  }
  return seldom;
}

/** Where they come from. The functions that chunks are do not count, and the bundler's own come from nowhere. */
function calledSources(offsets, text, map) {
  const sources = new SourceMap(map);
  const heads = new Set([0, ...map.sections.map(({ offset }) => offset.line - 1)]);
  const called = new Set();
  let [line, start] = [0, 0];
  for (const offset of offsets.toSorted((a, b) => a - b)) {
    for (let end = text.indexOf('\n', start); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
      line += 1;
      start = end + 1;
    }
    if (!heads.has(line)) called.add(sources.findEntry(line, offset - start).originalSource);
  }
  return called;
}

/** @returns {string[] | null} null where there is more than functions, or nothing, to stand in for */
function functionsOf(text) {
  const exported = Array.from(text.matchAll(/^export (?!type\b|interface\b)(.*)/gm), ([, what]) => what);
  const names = exported.map((what) => /^(?:async )?function\*? ?(\w+)/.exec(what)?.[1]);
  return names.length === 0 || names.includes(undefined) ? null : names;
}

/**
 * In their place, whoever imports them finds functions of the same names, which load the file when the first is called. At once:
 * nothing that is built waits to load.
 * @param {string} root the folder of the repository
 * @param {Map<string, string[]>} seldom
 */
export function standIns(root, seldom) {
  return {
    name: 'stand-ins',
    setup(setup) {
      setup.onResolve({ filter: /^\.\.?\// }, ({ path: name, resolveDir, kind }) => {
        const file = path.join(resolveDir, name).replace(/\.js$/, '.ts');
        return kind === 'import-statement' && seldom.has(file)
          ? { path: path.relative(root, file), namespace: 'stand-in' }
          : undefined;
      });
      setup.onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path: name }) => ({
        contents: standIn(name, seldom.get(path.join(root, name))),
        resolveDir: root,
      }));
    },
  };
}

/** See chunksOf for `atOnce`. */
function standIn(name, functions) {
  return [
    'let loaded;',
    `const real = () => (loaded ??= atOnce(import("./${name}")));`,
    ...functions.map((each) => `export function ${each}(...given) { return real().${each}(...given); }`),
  ].join('\n');
}
