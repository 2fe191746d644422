import { constants, type Stats } from 'node:fs';
import { appendFile, open, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCode } from '../core/system-errors.js';
import { wasRead } from '../load/text/read-file.js';

/**
 * Writes a report: the whole of it or nothing. A file is replaced in one step; what is no file, such as a pipe or a device, and a
 * file in a folder where nothing can be made are written as they are.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  const there = await whatIsThere(file);
  if (there === null) return replaceFile(await placeOf(file), text);
  if (wasRead(there)) throw Object.assign(new Error(file), { code: 'READ' });
  if (!there.isFile() || OPEN_ALREADY.test(file)) return whileRead(file, there, () => writeFile(file, text));
  try {
    await replaceFile(await placeOf(file), text);
  } catch (error) {
    if (!isFolderClosed(error)) throw error;
    await writeFile(file, text);
  }
}

/** Where a file is, or will be: what a link points to is written, not the link, also where nothing is there yet. */
export async function placeOf(file: string): Promise<string> {
  let place = file;
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    const target = await readlink(place).catch(() => null);
    if (target === null) return place;
    place = path.resolve(await realpath(path.dirname(place)), target);
  }
  throw Object.assign(new Error(file), { code: 'ELOOP' });
}

/** As many as Linux follows. */
const MOST_LINKS = 40;

/** Adds a text to a file that others write to as well; what is not there yet is made. */
export async function appendWhole(file: string, text: string): Promise<void> {
  await whileRead(file, await whatIsThere(file), () => appendFile(file, text));
}

/** A link that leads back to itself is no free place. */
async function whatIsThere(file: string): Promise<Stats | null> {
  return stat(file).catch((error: unknown) => {
    if (systemCode(error) === 'ELOOP') throw error;
    return null;
  });
}

/** Whoever opens a pipe that nobody reads waits without end: here, for a moment. */
async function whileRead(file: string, there: Stats | null, write: () => Promise<void>): Promise<void> {
  if (there?.isFIFO() !== true) return write();
  const since = performance.now();
  let opened = null;
  while (opened === null)
    opened = await open(file, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) => {
      if (systemCode(error) !== 'ENXIO' || performance.now() - since > NOBODY_READS_MS) throw error;
      return sleep(PAUSE_MS, null);
    });
  try {
    await write();
  } finally {
    await opened.close();
  }
}

/** As long as a pipe to which nobody writes is waited for. */
const NOBODY_READS_MS = 2_000;
const PAUSE_MS = 10;

/** What a shell has opened for this process, perhaps a file: others go on writing to it. */
const OPEN_ALREADY = /^\/(?:dev|proc)\//;

/** Writes a file that is not there yet: the whole of it or nothing. */
export async function createFile(file: string, text: string, mode = 0o666): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(text);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** Throws where a file may not be written: who may not may still be allowed to replace it, but that is not what its rights say. */
export async function requireWritable(file: string): Promise<void> {
  await (await open(file, 'r+')).close();
}

/** Writes the text beside the file and puts it in its place in one step, so that nobody ever reads half of it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  const there = await stat(file).catch(() => null);
  if (there !== null) await requireWritable(file);
  // Others may read a new one as far as the user lets them read new files.
  const handle = await open(draft, 'wx', there === null ? 0o666 : 0o600);
  try {
    try {
      await handle.writeFile(text);
      await handle.sync();
      if (there !== null) await keepRights(handle, there);
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Only a superuser may give a file away: for all others it is their own from now on. */
async function keepRights(
  handle: Awaited<ReturnType<typeof open>>,
  { mode, uid, gid }: Stats,
): Promise<void> {
  await handle.chown(uid, gid).catch(() => undefined);
  await handle.chmod(mode);
}

function isFolderClosed(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error) ?? '');
}
