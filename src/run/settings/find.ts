import { lstatSync } from 'node:fs';
import path from 'node:path';

export const SETTINGS_FILE = 'multi-engine.config.yaml';

/**
 * The nearest settings file: in the folder, or above it up to the root of the repository. Outside of a repository, not above the current
 * folder either: a file that anybody could have put into /tmp decides nothing. Only looks, and reads nothing.
 */
export function findSettings(folder: string, current = process.cwd()): string | null {
  let found: string | null = null;
  for (const each of upwards(path.resolve(folder))) {
    if (found === null && isThere(path.join(each, SETTINGS_FILE))) found = each;
    const isNearest = found === path.resolve(folder);
    if (isNearest || isThere(path.join(each, '.git'))) return fileIn(found);
  }
  return found !== null && isWithin(found, current) ? fileIn(found) : null;
}

function* upwards(folder: string): Iterable<string> {
  let each = folder;
  for (;;) {
    yield each;
    const above = path.dirname(each);
    if (above === each) return;
    each = above;
  }
}

function fileIn(folder: string | null): string | null {
  return folder === null ? null : path.join(folder, SETTINGS_FILE);
}

function isWithin(folder: string, above: string): boolean {
  const way = path.relative(path.resolve(above), folder);
  return way === '' || (way.split(path.sep)[0] !== '..' && !path.isAbsolute(way));
}

/**
 * Also what cannot be read, which is said when it is read: a link that leads nowhere was meant to lead somewhere. In a folder above that may
 * not be entered nobody looks.
 */
function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
