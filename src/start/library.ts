import type { Library } from '../api/index.js';
import { chunkLoader } from './chunks.js';
import type * as Inside from './inside.js';
import { KeptTables } from './kept-code.js';

const VERSION = process.env['MULTI_ENGINE_VERSION'] ?? '0.0.0';

const FOLDER = import.meta.dirname;

/** The program without its command line, for the functions that the package exports. Nothing is kept for later runs. */
export function openLibrary(): Promise<Library> {
  const load = chunkLoader(FOLDER, new KeptTables(FOLDER));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the build puts this module into the chunk of its name
  const inside = load('./inside.js') as typeof Inside;
  return inside.openLibrary(VERSION);
}
