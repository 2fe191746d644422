// Which functions of a built file a run of the program calls.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * @param {string} root the folder of the repository, where the program is built
 * @param {string} file its name in dist
 * @param {readonly string[]} args of the run
 * @returns {Promise<{start: number, end: number, isCalled: boolean}[]>} where in the file they stand
 */
export async function functionsCalled(root, file, args) {
  const counts = await mkdtemp(path.join(tmpdir(), 'multi-engine-build-'));
  try {
    // As in CI, where nothing is kept yet.
    const cache = { XDG_CACHE_HOME: path.join(counts, 'cache'), NODE_DISABLE_COMPILE_CACHE: '' };
    const env = { ...process.env, ...cache, NODE_V8_COVERAGE: counts };
    await mkdir(cache.XDG_CACHE_HOME);
    const words = [path.join(root, 'bin/multi-engine.js'), ...args];
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env });
    if (status !== 0 && status !== 1) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
    const written = (await readdir(counts)).find((name) => name.endsWith('.json'));
    const { result } = JSON.parse(await readFile(path.join(counts, written), 'utf8'));
    const { functions } = result.find(({ url }) => url.endsWith(`/${file}`));
    return functions.map(({ ranges: [{ startOffset, endOffset, count }] }) => ({
      start: startOffset,
      end: endOffset,
      isCalled: count > 0,
    }));
  } finally {
    await rm(counts, { recursive: true });
  }
}
