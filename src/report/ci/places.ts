import { urlEncoded } from '../../core/text/url-encoded.js';
import type { Finding, Location } from '../../core/finding.js';
import type { Report, ReportOptions } from '../../core/report/report.js';
import { safeLine } from './texts.js';

type Places = Pick<ReportOptions, 'repository' | 'backslashes'>;

/** A file as the repository names it, with slashes; an absolute path where it is outside. */
export function repositoryPath(file: string, { repository: place, backslashes }: Places): string {
  const slashes = (path: string): string => (backslashes === true ? path.replaceAll('\\', '/') : path);
  const slashed = slashes(file);
  if (!isAbsolute(slashed)) return tidied(place === undefined ? slashed : `${place.folder}/${slashed}`);
  const root = `${slashes(place?.root ?? '').replace(/\/$/u, '')}/`;
  return root !== '/' && slashed.startsWith(root) ? tidied(slashed.slice(root.length)) : slashed;
}

/** A path below a folder, without `.` and without `..` where it can be told what is above. */
function tidied(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    const above = parts.at(-1);
    if (part === '' || part === '.') continue;
    if (part === '..' && above !== undefined && above !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** The same as a reference that every reader of addresses takes. */
export function uriOf(file: string, places: Places): string {
  const path = repositoryPath(file, places);
  const encoded = safeLine(path).split('/').map(urlEncoded).join('/');
  if (!isAbsolute(path)) return encoded;
  return encoded.startsWith('/') ? `file://${encoded}` : `file:///${encoded}`;
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//u.test(path);
}

/** Where a finding is shown: its first place, else the beginning of the first file, because lists of a CI have no other. */
export function placeOf(
  { locations }: Finding,
  { files }: Report,
): Omit<Location, 'pointer' | 'role' | 'note'> {
  const [first] = locations;
  return first ?? { file: files[0] ?? 'multi-engine', line: 1, column: 1, endLine: 1, endColumn: 1 };
}
