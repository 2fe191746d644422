import { readVariables } from '../../configuration/resolved/variables-file.js';
import { decodeText } from '../../load/text/encoding.js';
import { readBytes } from '../../load/text/read-file.js';

/** Values of some thousand placeholders. */
const MAX_BYTES = 4 * 1_048_576;

/** The values in a file that `--variables` names. Throws InputError where it cannot be read. */
export function readVariablesFile(file: string): ReadonlyMap<string, string> {
  return readVariables(decodeText(readBytes(file, { maxBytes: MAX_BYTES })).text);
}
