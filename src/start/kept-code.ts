import path from 'node:path';
import { Script } from 'node:vm';
import { readAscii, tableIn, type ChunkTable } from './chunks.js';
import { keepFor, placeFor, readSound } from './own-cache.js';

/** What the build calls the file that every run needs. */
const USUAL = 'usual';

interface Usual {
  readonly chunks: ChunkTable;
  /** Keeps what was compiled during this run for the next one, where there was nothing to use yet. */
  readonly keep: (rehearse: () => Promise<void>) => Promise<void>;
}

/**
 * Loads the file that every run needs from the folder of the build, with the code that Node compiled for it last time: compiling is half of a short run.
 * Node 22 does this by itself when asked, Node 20 does not, and gains a sixth of it. Without code, or with some that does not
 * fit, the file is compiled as ever.
 */
export function loadUsual(folder: string): Usual {
  const file = path.join(folder, `${USUAL}.cjs`);
  const place = placeFor(USUAL);
  const kept = place === null ? undefined : readSound(place);
  const script = new Script(readAscii(file), {
    filename: file,
    ...(kept && { cachedData: kept }),
  });
  return {
    chunks: tableIn(script),
    keep: async (rehearse) => {
      if (place === null || (kept !== undefined && script.cachedDataRejected !== true)) return;
      await keepFor(place, async () => {
        await rehearse();
        return script.createCachedData();
      });
    },
  };
}
