import path from 'node:path';
import { Script } from 'node:vm';
import { readAscii, tableIn, type ChunkTable, type Tables } from './chunks.js';
import { placeFor, readSound } from './own-cache.js';

/** What the build calls the file that every run needs. */
const USUAL = 'usual';

/** Code that was compiled anew. */
export interface Unkept {
  /** Of the table. */
  readonly name: string;
  readonly place: string;
  /** As far as it was compiled up to now. */
  readonly code: () => Buffer;
}

/**
 * Loads tables of chunks from the folder of the build, with the code that Node compiled for them last time: compiling is half of a short
 * run. Node 22 does this by itself when asked, Node 20 does not, and gains a sixth of it. Without code, or with some that does not
 * fit, a table is compiled as ever.
 */
export class KeptTables implements Tables {
  /** What to keep for the next run: of what this one did not find, and has a place for. */
  readonly unkept: Unkept[] = [];
  readonly #folder: string;
  readonly #tables = new Map<string, ChunkTable>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What every run needs. */
  usual(): ChunkTable {
    return this.named(USUAL);
  }

  named(name: string): ChunkTable {
    let table = this.#tables.get(name);
    if (table === undefined) this.#tables.set(name, (table = this.#load(name)));
    return table;
  }

  #load(name: string): ChunkTable {
    const file = path.join(this.#folder, `${name}.cjs`);
    const place = placeFor(name);
    const kept = place === null ? undefined : readSound(place);
    const script = new Script(readAscii(file), {
      filename: file,
      ...(kept && { cachedData: kept }),
    });
    const isFound = place === null || (kept !== undefined && script.cachedDataRejected !== true);
    if (!isFound) this.unkept.push({ name, place, code: () => script.createCachedData() });
    return tableIn(script);
  }
}
