import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';

/** A part of the program as the build wraps it (scripts/chunks.mjs): what Node does for a CommonJS module, for any number in one file. */
export type Chunk = (
  exports: object,
  need: (name: string) => object,
  lazily: (name: string) => Promise<object>,
  folder: string,
) => void;

/** Chunks by their names, and the names of the tables that have others. */
export type ChunkTable = Readonly<Record<string, Chunk | string>>;

/** The table that is asked first, and those that it names. */
export interface Tables {
  readonly usual: () => ChunkTable;
  readonly named: (name: string) => ChunkTable;
}

/** Runs each chunk when it is needed first. Those that no table has have a file of their own, with one entry. */
export function chunkLoader(folder: string, tables: Tables): (name: string) => object {
  const loaded = new Map<string, object>();
  const need = (name: string): object => loaded.get(name) ?? load(name);
  const chunkNamed = (name: string): Chunk | string | undefined => {
    const place = tables.usual()[name];
    if (place === undefined) return readTable(path.join(folder, `${name.slice(0, -'.js'.length)}.cjs`))[name];
    return typeof place === 'string' ? tables.named(place)[name] : place;
  };
  const load = (name: string): object => {
    const chunk = chunkNamed(name);
    if (typeof chunk !== 'function') throw new Error(`there is no chunk ${name}`);
    const exports = {};
    loaded.set(name, exports);
    chunk(exports, need, (other) => Promise.resolve(other).then(need), folder);
    return exports;
  };
  return need;
}

/** Files of the build hold nothing but ASCII, which Node keeps as it is read. Told the encoding, `readFileSync` would compile what checks its name. */
export function readAscii(file: string): string {
  return readFileSync(file).toString('latin1');
}

function readTable(file: string): ChunkTable {
  return tableIn(new Script(readAscii(file), { filename: file }));
}

export function tableIn(script: Script): ChunkTable {
  const table: ChunkTable = script.runInThisContext();
  return table;
}
