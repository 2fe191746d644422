import { execFile } from 'node:child_process';
import path from 'node:path';
import { InputError, UsageError } from '../../core/errors.js';

/** A file of a repository as it was. */
export interface Revision {
  readonly revision: string;
  /** Null for the file of the other side. */
  readonly file: string | null;
}

/** `git:REV` and `git:REV:path`; null for everything else. */
export function revisionIn(text: string): Revision | null {
  if (!text.startsWith('git:')) return null;
  const [revision = '', ...file] = text.slice('git:'.length).split(':');
  // git would take it for an option.
  if (revision === '' || revision.startsWith('-'))
    throw new UsageError(`${text} names no revision`, 'e.g. git:origin/main');
  return { revision, file: file.length === 0 ? null : file.join(':') };
}

/** A configuration has a megabyte at most; more is said where it is read. */
const MAX_BYTES = 32 * 1_048_576;
const PATIENCE_MS = 30_000;

/** Reads a file as it was at a revision. Throws InputError where git cannot tell. */
export function fileAt(revision: string, file: string): Promise<Buffer> {
  const args = ['cat-file', 'blob', `${revision}:./${path.basename(file)}`];
  const options = {
    cwd: path.dirname(path.resolve(file)),
    encoding: 'buffer',
    maxBuffer: MAX_BYTES,
    timeout: PATIENCE_MS,
  } as const;
  return new Promise((resolve, reject) => {
    execFile('git', args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new InputError(`git:${revision}:${file}: ${reasonOf(error, stderr)}`, { cause: error }));
    });
  });
}

function reasonOf(error: Error, stderr: Buffer): string {
  if ('code' in error && error.code === 'ENOENT') return 'git is not installed, or there is no such folder';
  const [said = ''] = stderr.toString().trim().split('\n');
  return said === '' ? error.message.split('\n', 1).join('') : said.replace(/^fatal: /, '');
}
