import { createRequire } from 'node:module';
import path from 'node:path';
import { chunkLoader } from '../../src/start/chunks.js';
import { KeptTables } from '../../src/start/kept-code.js';
import { ROOT } from './fixtures.js';

const DIST = path.join(ROOT, 'dist');

type WriteSync = (file: number, data: Uint8Array | string, ...others: readonly number[]) => number;

interface Inside {
  readonly runCommandLine: (args: readonly string[], version: string, interruption: null) => Promise<number>;
}

let inside: Inside | null = null;

/**
 * Runs the built program in this process, which takes a tenth of the time of one of its own, and answers every byte that it printed, whichever
 * way it took. Only one at a time: the folder and the streams are those of the process.
 */
export async function runInside(args: readonly string[], cwd: string): Promise<string> {
  const [folder, code] = [process.cwd(), process.exitCode];
  const printed = catchOutput();
  try {
    process.chdir(cwd);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the build puts this module into the chunk of its name
    inside ??= chunkLoader(DIST, new KeptTables(DIST))('./inside.js') as Inside;
    await inside.runCommandLine(args, '0.0.0-test', null);
  } finally {
    process.chdir(folder);
    process.exitCode = code;
    printed.release();
  }
  return printed.text();
}

/** Where the bytes go at the moment; null lets them out. */
let pieces: Buffer[] | null = null;

/** What of Node the built program writes with. Its chunks take this function when they are loaded, once for all runs. */
const fs = createRequire(import.meta.url)('node:fs') as { writeSync: WriteSync };
const { writeSync } = fs;
fs.writeSync = (file, data, ...others) => {
  if (pieces === null || (file !== 1 && file !== 2)) return writeSync(file, data, ...others);
  pieces.push(Buffer.from(data));
  return data.length;
};

function catchOutput(): { readonly text: () => string; readonly release: () => void } {
  const own: Buffer[] = [];
  pieces = own;
  const streams = [process.stdout, process.stderr];
  for (const stream of streams) stream.write = caught((data) => own.push(Buffer.from(data)));
  return {
    text: () => Buffer.concat(own).toString(),
    release: () => {
      pieces = null;
      // The method of all streams shows again.
      for (const stream of streams) Reflect.deleteProperty(stream, 'write');
    },
  };
}

function caught(keep: (data: Uint8Array | string) => unknown): NodeJS.WriteStream['write'] {
  return (data: Uint8Array | string, ...others: readonly unknown[]) => {
    keep(data);
    const done = others.at(-1);
    if (typeof done === 'function') done();
    return true;
  };
}
