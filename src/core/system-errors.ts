/** The code of an error of the operating system or the network, such as `ENOENT`; null where it has none. */
export function systemCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

const EITHER: Readonly<Record<string, string>> = {
  EISDIR: 'is a directory',
  ELOOP: 'is a link that leads back to itself',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
};

const READING: Readonly<Record<string, string>> = {
  ...EITHER,
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ENXIO: 'is not a file that can be read',
};

const WRITING: Readonly<Record<string, string>> = {
  ...EITHER,
  EISDIR: 'it is a directory',
  ELOOP: 'it is a link that leads back to itself',
  EEXIST: 'it is there already',
  ENOENT: 'no such folder',
  ENOTDIR: 'no such folder',
  EACCES: 'no permission to write it',
  EPERM: 'no permission to write it',
  EROFS: 'the file system is read-only',
  ENXIO: 'nobody reads from it',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  // Told by the writer: the run would take the place of its own input.
  READ: 'this run reads it',
};

/** Why a file cannot be read, in the same words wherever one is opened. */
export function readProblem(error: unknown): string {
  const code = systemCode(error) ?? 'unknown error';
  return READING[code] ?? `cannot be read (${code})`;
}

/** That a file cannot be written, and why. */
export function writeProblem(error: unknown): string {
  const code = systemCode(error) ?? 'unknown error';
  const reason = WRITING[code];
  return reason === undefined ? `cannot be written (${code})` : `cannot be written: ${reason}`;
}
