import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { systemCode } from '../core/system-errors.js';
import { isOwn } from './own-cache.js';

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
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/** The first run leaves an empty file, which tells the second one that it is worth the work. */
function isFirstRun(place: string): boolean {
  try {
    writeFileSync(place, '', { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
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
