import { OutputError } from '../../core/errors.js';
import { writeProblem } from '../../core/system-errors.js';
import { escapeLines } from '../../core/text/text.js';
import { appendWhole, writeWhole } from '../../run/replace-file.js';
import { shownText } from './shown-text.js';

/** Writes a report to a file. Throws OutputError. */
export function toFile(file: string, text: string): Promise<void> {
  return written(file, text, writeWhole);
}

/** Adds a report to a file that a CI names for it, for people. Throws OutputError. */
export function addTo(file: string, text: string): Promise<void> {
  return written(file, text, appendWhole);
}

async function written(file: string, text: string, write: typeof writeWhole): Promise<void> {
  try {
    await write(file, escapeLines(shownText(text)));
  } catch (cause) {
    throw new OutputError(`${file}: ${writeProblem(cause)}`, { cause });
  }
}
