import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it that are missing. By hand, because Node's own recursive form never returns below
 * `/proc` (seen on Node 20, 22 and 24).
 *
 * @throws the error of the system where one of them cannot be made
 */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  makeFolder(path.dirname(path.resolve(folder)));
  mkdirSync(folder);
}
