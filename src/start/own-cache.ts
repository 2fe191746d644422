import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import path from 'node:path';

/** Identifies the built program; the engine behind Node checks little more than the length of a source by itself. */
const BUILD = process.env['MULTI_ENGINE_BUILD'] ?? null;

/**
 * Where the code of a file is kept: in the user's cache folder, a file for each version of the program and of Node. Null
 * where there is none, and where `NODE_DISABLE_COMPILE_CACHE=1` switches it off, as it does in Node.
 */
export function placeFor(name: string): string | null {
  const { env } = process;
  const home =
    env['XDG_CACHE_HOME'] ?? (env['HOME'] === undefined ? undefined : path.join(env['HOME'], '.cache'));
  if (BUILD === null || home === undefined || !path.isAbsolute(home)) return null;
  if ((env['NODE_DISABLE_COMPILE_CACHE'] ?? '') !== '') return null;
  return path.join(home, 'multi-engine', `${name}-${BUILD}-${process.version}-${process.arch}.bin`);
}

/**
 * The engine behind Node runs whatever it is given and crashes on a single wrong bit. So only a file is taken that the user alone can have
 * written, and that holds the code twice: comparing costs a tenth of what a checksum would, for which Node loads its streams.
 */
export function readSound(place: string): Uint8Array | undefined {
  try {
    // Not waiting for whoever may write into what is no file.
    const file = openSync(place, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(file);
      return stats.isFile() && isOwn(stats) ? firstOfTwo(file, stats.size / 2) : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** The first half of a file whose second half is the same; that one in pieces, which takes less time than to make room for it. */
function firstOfTwo(file: number, size: number): Uint8Array | undefined {
  const code = new Uint8Array(size);
  if (size === 0 || readSync(file, code, 0, size, 0) !== size) return undefined;
  const piece = new Uint8Array(Math.min(size, PIECE_BYTES));
  for (let at = 0; at < size; at += piece.length) {
    const length = Math.min(piece.length, size - at);
    if (readSync(file, piece, 0, length, size + at) !== length) return undefined;
    if (Buffer.compare(piece.subarray(0, length), code.subarray(at, at + length)) !== 0) return undefined;
  }
  return code;
}

const PIECE_BYTES = 65_536;

/** Written by this user, and by nobody else. Windows has its own rights; there, mode says that everybody may write. */
export function isOwn({ uid, mode }: Stats): boolean {
  const othersMayWrite = process.platform === 'win32' ? 0 : 0o022;
  return (process.getuid?.() ?? uid) === uid && (mode & othersMayWrite) === 0;
}
