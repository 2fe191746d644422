// Keeps what a usual run calls nothing of out of the file that every run loads. Half of a run without kept code is Node reading
// code; the bundler knows what a file imports, and much of that is for configurations in which something is wrong.
import { readFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { chunksThat, tableOf } from './chunks.mjs';

/** What tells of a failure is there before it: then there may be no file descriptor left to load it with. */
const ALWAYS_THERE = ['src/cli/failure.ts', 'src/core/system-errors.ts'];

/**
 * @param {string} root the folder of the repository
 * @param {{name: string, code: string, map: object}[]} chunks see chunksOf
 * @param {(need: (name: string) => object) => Promise<void>} rehearse a usual run
 * @returns {Promise<Map<string, string[]>>} each file below src/ that such a run loads and calls nothing of, and what it exports,
 *   where that is functions alone
 */
export async function seldomCalled(root, chunks, rehearse) {
  const seldom = new Map();
  const always = ALWAYS_THERE.map((file) => path.join(root, file));
  for (const [source, isCalled] of await calledSources(chunks, path.join(root, 'dist'), rehearse)) {
    const file = path.join(root, 'dist', source);
    if (isCalled || always.includes(file) || !file.startsWith(path.join(root, 'src/'))) continue;
    const names = functionsOf(await readFile(file, 'utf8'));
    if (names !== null) seldom.set(file, names);
  }
  return seldom;
}

/** @returns {Promise<Map<string, boolean>>} by the names that the maps give them: whether anything of such a file is called */
async function calledSources(chunks, dist, rehearse) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  const used = await chunksThat(chunks, dist, rehearse);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const isCalled = new Map(used.flatMap(({ map }) => map.sources.map((source) => [source, false])));
  for (const chunk of used) {
    const { functions } = result.find(({ url }) => url === chunk.name);
    for (const source of sourcesOf(functions, chunk)) isCalled.set(source, true);
  }
  return isCalled;
}

/** Where the called ones of these functions come from. The function that the chunk itself is does not count. */
function sourcesOf(functions, chunk) {
  const { text, map } = tableOf([chunk]);
  const sources = new SourceMap(map);
  const body = text.indexOf(chunk.code);
  return functions.flatMap(({ ranges: [{ startOffset, count }] }) => {
    if (count === 0 || startOffset < body) return [];
    const before = text.slice(0, startOffset).split('\n');
    // The bundler's own functions come from nowhere.
    return sources.findEntry(before.length - 1, before.at(-1).length).originalSource ?? [];
  });
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
 * @param {Map<string, string[]>} seldom
 */
export function standIns(seldom) {
  return {
    name: 'stand-ins',
    setup(setup) {
      setup.onResolve({ filter: /^\.\.?\// }, ({ path: name, resolveDir, kind }) => {
        const file = path.join(resolveDir, name).replace(/\.js$/, '.ts');
        return kind === 'import-statement' && seldom.has(file)
          ? { path: file, namespace: 'stand-in' }
          : undefined;
      });
      setup.onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path: file }) => ({
        contents: standIn(file, seldom.get(file)),
        resolveDir: path.dirname(file),
      }));
    },
  };
}

/** See chunksOf for `atOnce`. */
function standIn(file, names) {
  const functions = names.map((name) => `export function ${name}(...given) { return real().${name}(...given); }`);
  return [
    'let loaded;',
    `const real = () => (loaded ??= atOnce(import(${JSON.stringify(file)})));`,
    ...functions,
  ].join('\n');
}
