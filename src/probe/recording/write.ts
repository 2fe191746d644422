import { existsSync, readdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../load/text/make-folder.js';
import { InputError, OutputError } from '../../core/errors.js';
import { readJson } from '../../load/text/json.js';
import { fieldOf } from '../http/answer/kept-fields.js';
import { FILE_NAME, formatJson, INDEX_FILE } from './format.js';

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
  const former = partsOf(directory);
  try {
    files.forEach(({ value }, at) => writeFileSync(drafts[at] ?? '', formatJson(value), NEW_AND_PRIVATE));
    rmSync(join(directory, index), { force: true });
    files.forEach(({ name }, at) => renameSync(drafts[at] ?? '', join(directory, name)));
    const names = new Set(files.map(({ name }) => name));
    for (const name of former) if (!names.has(name)) rmSync(join(directory, name), { force: true });
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
  return fieldOf(indexIn(directory), 'tool') === 'multi-engine';
}

/** The files of a recording but for its index, by its index; none where there is no recording. Whatever else lies there is not its own. */
function partsOf(directory: string): readonly string[] {
  const index = indexIn(directory);
  if (fieldOf(index, 'tool') !== 'multi-engine') return [];
  const listed = [fieldOf(index, 'engines'), fieldOf(index, 'services')].flatMap((list) =>
    Array.isArray(list) ? list.map((each: unknown) => fieldOf(each, 'file')) : [],
  );
  return [...listed, fieldOf(index, 'run')].filter(
    (name): name is string => typeof name === 'string' && FILE_NAME.test(name),
  );
}

function indexIn(directory: string): unknown {
  const index = join(directory, INDEX_FILE);
  if (!existsSync(index)) return null;
  try {
    return readJson(index, { maxBytes: MAX_BYTES });
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function draftOf(directory: string, name: string): string {
  return join(directory, `.${name}.${process.pid}.new`);
}
