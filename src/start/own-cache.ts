import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
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
function isOwn({ uid, mode }: Stats): boolean {
  const othersMayWrite = process.platform === 'win32' ? 0 : 0o022;
  return (process.getuid?.() ?? uid) === uid && (mode & othersMayWrite) === 0;
}

/**
 * Keeps code from the second run on: who runs once, as CI does, gains nothing from the work. A folder that cannot be written
 * is no fault.
 */
export async function keepFor(place: string, codeOf: () => Promise<Buffer>): Promise<void> {
  try {
    const folder = path.dirname(place);
    makeFolder(path.dirname(folder));
    makeFolder(folder);
    if (!isOwn(lstatSync(folder)) || isFirstRun(place)) return;
    write(place, await codeOf());
    removeOld(folder);
  } catch {
    // The next run compiles again.
  }
}

/** Not `recursive`: below /proc, Node tries without end to make a folder that cannot be. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

/** The first run leaves an empty file, which tells the second one that it is worth the work. */
function isFirstRun(place: string): boolean {
  try {
    writeFileSync(place, '', { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** By way of a file of its own, so that nobody ever reads half of it. */
function write(place: string, code: Buffer): void {
  const temporary = `${place}.${process.pid}`;
  writeFileSync(temporary, Buffer.concat([code, code]), { mode: 0o600, flag: 'wx' });
  renameSync(temporary, place);
}

/** What is not written again in a month is of another version. */
function removeOld(folder: string): void {
  const oldest = Date.now() - MONTH_MS;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).mtimeMs < oldest) rmSync(file);
  }
}

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;
