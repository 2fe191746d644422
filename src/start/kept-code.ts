import path from 'node:path';
import { Script } from 'node:vm';
import { readAscii, tableIn, type ChunkTable } from './chunks.js';
import { placeFor, readSound } from './own-cache.js';

/** What the build calls the file that every run needs. */
const USUAL = 'usual';

interface Usual {
  readonly chunks: ChunkTable;
  /** What to keep for the next run; null where this one found what it needs, or has no place for it. */
  readonly unkept: Unkept | null;
}

/** Code that was compiled anew. */
export interface Unkept {
  readonly place: string;
  /** As far as it was compiled up to now. */
  readonly code: () => Buffer;
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
  const isFound = place === null || (kept !== undefined && script.cachedDataRejected !== true);
  return {
    chunks: tableIn(script),
    unkept: isFound ? null : { place, code: () => script.createCachedData() },
  };
}
