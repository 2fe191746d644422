import { constants } from 'node:fs';
import { copyFile, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { InputError, OutputError } from '../core/errors.js';
import { systemCode, writeProblem } from '../core/system-errors.js';
import type { ChangedFile } from './changed-files.js';
import { replaceFile, requireWritable } from './replace-file.js';

/**
 * Puts the corrected text into the file, after a backup beside it. The new text is written beside the file and takes its place in one
 * step, so that nobody ever reads half of it.
 *
 * @returns the name of the backup
 * @throws InputError where the file changed since it was read
 * @throws OutputError where it cannot be written
 */
export async function writeCorrected({ name, before, after, inPlace }: ChangedFile): Promise<string> {
  if (!inPlace)
    throw new InputError(
      `${name}: is Base64, which is not changed in place; encode the text that --yaml prints`,
    );
  try {
    // What a link points to is replaced, not the link.
    const file = await realpath(name);
    const now = await readFile(file);
    if (!now.equals(Buffer.from(before))) throw new InputError(`${name}: changed while it was examined`);
    await requireWritable(file);
    const backup = await backUp(file);
    await replaceFile(file, after);
    return path.join(path.dirname(name), path.basename(backup));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new OutputError(`${name}: ${writeProblem(error)}; it was not changed`, { cause: error });
  }
}

/** The first name that is free: an older backup is never overwritten. */
async function backUp(file: string): Promise<string> {
  for (let number = 0; ; number += 1) {
    const backup = `${file}.bak${number === 0 ? '' : String(number)}`;
    try {
      await copyFile(file, backup, constants.COPYFILE_EXCL);
      return backup;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}
