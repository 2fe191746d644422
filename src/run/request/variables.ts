import { readVariables, type VariablesFile } from '../../configuration/resolved/variables-file.js';
import { InputError } from '../../core/errors.js';
import { readText } from '../../load/text/read-file.js';
import type { TextSource } from './texts.js';

/** Values of some thousand placeholders. */
const MAX_BYTES = 4 * 1_048_576;
const BLANK_OR_COMMENT = /^\s*(?:#.*)?$/u;

/** The values in a file that `--variables` names. Throws InputError where it cannot be read, or is something else. */
export function readVariablesFile(file: string, texts?: TextSource): VariablesFile {
  const given = texts?.get(file);
  const text =
    given === undefined
      ? readText(file, { maxBytes: MAX_BYTES })
      : typeof given === 'string'
        ? given
        : given.text;
  texts?.took?.(file, { name: file, text });
  const values = readVariables(text, file);
  if (values.size === 0 && text.split(/\r\n|\n|\r/u).some((line) => !BLANK_OR_COMMENT.test(line))) {
    throw new InputError(`${file}: holds no line of the form NAME=VALUE`);
  }
  return values;
}
