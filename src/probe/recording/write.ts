import { existsSync, readdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../load/text/make-folder.js';
import { InputError, OutputError } from '../../core/errors.js';
import { readJson } from '../../load/text/json.js';
import { formatJson, INDEX_FILE } from './format.js';

/** Answers of engines are nobody else's business, and what stands under the name, a link perhaps, is never written into. */
const NEW_AND_PRIVATE = { flag: 'wx', mode: 0o600 } as const;

/**
 * Makes the folder where it is missing, and sees whether files can be made in it.
 *
 * @throws OutputError where it holds something else than a recording
 */
export function openFolder(directory: string): void {
  makeFolder(directory);
  const others = readdirSync(directory).filter((name) => !DRAFT.test(name));
  if (others.length > 0 && !isRecording(directory))
    throw new OutputError(
      `${directory}: holds something else: a recording needs a new or an empty folder, or one that holds a recording`,
    );
  const trial = draftOf(directory, 'trial');
  writeFileSync(trial, '', NEW_AND_PRIVATE);
  unlinkSync(trial);
}

/**
 * Puts all files into the folder, or none: each is written beside its place first. Where a recording was before, it ends with
 * the first file that is replaced, so that a folder with an index never holds parts of two.
 *
 * @param index the file that makes a recording of the folder
 */
export function putFiles(
  directory: string,
  index: string,
  files: readonly { readonly name: string; readonly value: unknown }[],
): void {
  const drafts = files.map(({ name }) => draftOf(directory, name));
  try {
    files.forEach(({ value }, at) => writeFileSync(drafts[at] ?? '', formatJson(value), NEW_AND_PRIVATE));
    rmSync(join(directory, index), { force: true });
    files.forEach(({ name }, at) => renameSync(drafts[at] ?? '', join(directory, name)));
  } catch (error) {
    for (const draft of drafts) rmSync(draft, { force: true });
    throw error;
  }
}

/** Of a run that was killed. */
const DRAFT = /^\..+\.\d+\.new$/u;
/** An index has a line per engine. */
const MAX_BYTES = 16 * 1_048_576;

function isRecording(directory: string): boolean {
  const index = join(directory, INDEX_FILE);
  if (!existsSync(index)) return false;
  try {
    return Reflect.get(Object(readJson(index, { maxBytes: MAX_BYTES })), 'tool') === 'multi-engine';
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

function draftOf(directory: string, name: string): string {
  return join(directory, `.${name}.${process.pid}.new`);
}
