// Keeps what a usual run calls nothing of out of the file that every run loads. Half of a run without kept code is Node reading
// code; the bundler knows what a file imports, and much of that is for configurations in which something is wrong.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

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
  const usual = path.join(dist, 'usual.cjs');
  const called = await sourcesCalled(usual, [path.join(root, 'bin/multi-engine.js'), ...args]);
  const seldom = new Map();
  for (const source of await sourcesIn(usual)) {
    const file = path.join(dist, source);
    if (called.has(source) || ALWAYS_THERE.has(path.relative(root, file))) continue;
    const names = functionsOf(await readFile(file, 'utf8'));
    if (names !== null) seldom.set(file, names);
  }
  return seldom;
}

/** Runs the program, and has Node count which functions are called. */
async function sourcesCalled(usual, args) {
  const counts = await mkdtemp(path.join(tmpdir(), 'multi-engine-build-'));
  try {
    // As in CI, where nothing is kept yet.
    const cache = { XDG_CACHE_HOME: path.join(counts, 'cache'), NODE_DISABLE_COMPILE_CACHE: '' };
    const env = { ...process.env, ...cache, NODE_V8_COVERAGE: counts };
    await mkdir(cache.XDG_CACHE_HOME);
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
    const file = (await readdir(counts)).find((name) => name.endsWith('.json'));
    const { result } = JSON.parse(await readFile(path.join(counts, file), 'utf8'));
    const { functions } = result.find(({ url }) => url.endsWith('/usual.cjs'));
    return new Set(await placesOf(usual, functions));
  } finally {
    await rm(counts, { recursive: true });
  }
}

/** Where the called ones come from. The functions that chunks are do not count, and the bundler's own come from nowhere. */
async function placesOf(usual, functions) {
  const text = await readFile(usual, 'utf8');
  const map = await mapOf(usual);
  const sources = new SourceMap(map);
  const heads = new Set([0, ...map.sections.map(({ offset }) => offset.line - 1)]);
  return functions.flatMap(({ ranges: [{ startOffset, count }] }) => {
    const before = text.slice(0, startOffset).split('\n');
    if (count === 0 || heads.has(before.length - 1)) return [];
    return sources.findEntry(before.length - 1, before.at(-1).length).originalSource ?? [];
  });
}

async function sourcesIn(usual) {
  const { sections } = await mapOf(usual);
  const sources = sections.flatMap(({ map }) => map.sources);
  return sources.filter((source) => source.startsWith('../src/'));
}

async function mapOf(file) {
  return JSON.parse(await readFile(`${file}.map`, 'utf8'));
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
