import { posix } from 'node:path';
import { isBaseName } from './find-configurations.js';
import { isOwnImage } from './optimize-container.js';
import type { GivenVariables } from './types.js';

/** What decides where a container of Optimize looks for its configuration. */
export interface Reading {
  readonly image: string;
  readonly variables: GivenVariables;
  /** Whether these are all variables. */
  readonly complete: boolean;
  /** It is started in a way of its own, or something prepares its files: any place may count. */
  readonly steered: boolean;
}

/** The one file that a release reads, and the folder in which it looks for it. */
interface ReadPlace {
  readonly file: string;
  readonly folder: string;
}

const SINCE_3_3: ReadPlace = { file: 'environment-config.yaml', folder: 'config' };
const BEFORE_3_3: ReadPlace = { ...SINCE_3_3, folder: 'environment' };
const IN_1_X: ReadPlace = { ...BEFORE_3_3, file: 'environment-config.json' };

/** Whether Optimize reads the file under a path; where its release is not known, whether any does. */
export function isReadAt(file: string, image: string): boolean {
  const [name, folder] = posix.normalize(file).split('/').toReversed();
  return placesOf(image).some((place) => place.file === name && place.folder === folder);
}

/** The configuration in a folder where Optimize looks for it, or in its whole home; null for any other folder. */
export function configurationFileIn(folder: string): string | null {
  const path = folder.replace(/\/$/u, '');
  if (path === '/optimize') return `${path}/${SINCE_3_3.folder}/${SINCE_3_3.file}`;
  return /\/(?:config|environment)$/u.test(path) ? `${path}/${SINCE_3_3.file}` : null;
}

/** Of several files under one path the one that a container sees: the deepest mount covers the others, and of one mount the last source counts. */
export function uppermost<T extends { readonly mountedAt: string }>(files: readonly T[]): T | undefined {
  const depth = ({ mountedAt }: T): number => mountedAt.replace(/\/+$/u, '').length;
  return files.toSorted((a, b) => depth(a) - depth(b)).at(-1);
}

/** Says of a file that is mounted where Optimize does not look; nothing where it is read or may be. */
export function unreadNote(what: string, mountedAt: string, reading: Reading): readonly string[] {
  const [place] = placesOf(reading.image);
  const isInFolder = isReadAt(mountedAt, reading.image);
  if (place === undefined || (isInFolder && !isOutside(mountedAt, reading.image))) return [];
  if (mayBeRead(mountedAt, reading)) return [];
  const shown = posix.normalize(mountedAt);
  const folder = isInFolder ? `${HOME}${place.folder}` : place.folder;
  return [`${what} is mounted as ${shown}, but Optimize reads only ${place.file} in its folder ${folder}`];
}

/** Where the image of Optimize has it. */
const HOME = '/optimize/';

function isOutside(file: string, image: string): boolean {
  return isOwnImage(image) && file.startsWith('/') && !posix.normalize(file).startsWith(HOME);
}

/** Whether a file stands beside the configuration and looks like one by its ending: it may be meant as it. */
export function isMisnamed(file: string): boolean {
  return (
    /\.(?:ya?ml|json)$/u.test(file) && !isBaseName(file) && configurationFileIn(posix.dirname(file)) !== null
  );
}

/** The likely one first. */
function placesOf(image: string): readonly ReadPlace[] {
  const [, major, minor] = /(?:^|\/)optimize:(\d+)\.(\d+)/u.exec(image) ?? [];
  if (major === undefined) return [SINCE_3_3, BEFORE_3_3, IN_1_X];
  const release = Number(major) * 1000 + Number(minor);
  if (release >= 3003) return [SINCE_3_3];
  return [release >= 2000 ? BEFORE_3_3 : IN_1_X];
}

/** Only the image of Optimize itself, started as it is, looks nowhere else. */
function mayBeRead(file: string, { image, variables, complete, steered }: Reading): boolean {
  if (!isOwnImage(image) || steered || !complete || file.includes('$')) return true;
  const named = [posix.dirname(posix.normalize(file)), posix.basename(file)];
  return [...variables].some(([name, { value }]) =>
    value === null ? /JAVA|CLASS_?PATH|CONFIG/u.test(name) : named.some((part) => value.includes(part)),
  );
}
