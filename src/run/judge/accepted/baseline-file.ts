import { existsSync } from 'node:fs';
import type { AcceptedFinding } from '../../../configuration/accepted.js';
import { InputError, OutputError, UsageError } from '../../../core/errors.js';
import { writeProblem } from '../../../core/system-errors.js';
import { jsonText } from '../../../core/text/text.js';
import { parseJson } from '../../../load/text/json.js';
import { readText } from '../../../load/text/read-file.js';
import type { SourceFile } from '../../../load/types.js';
import { placeOf, replaceFile } from '../../replace-file.js';

/** Rises when a reader of the older form would misunderstand the newer one. */
const VERSION = 1;
/** A hundred thousand accepted findings take 30 MiB. */
const MAX_BYTES = 64 * 1_048_576;

export interface Baseline {
  readonly source: SourceFile;
  readonly entries: readonly AcceptedFinding[];
}

/**
 * Reads a baseline. One that shall be written may be missing.
 *
 * @throws InputError where it cannot be read or is none: then it is not overwritten either
 */
export function readBaseline(file: string, mayBeMissing: boolean): Baseline {
  if (file === '-') throw new UsageError('--baseline names a file, not standard input');
  if (mayBeMissing && !existsSync(file)) return { source: { name: file, text: '' }, entries: [] };
  const source = { name: file, text: textOf(file) };
  const json = parseJson(file, source.text);
  const version = fieldOf(json, 'version');
  if (fieldOf(json, 'tool') !== 'multi-engine' || !isCount(version)) throw foreign(file);
  if (version > VERSION) {
    throw new InputError(`${file}: the baseline has format ${version}, this version reads up to ${VERSION}`);
  }
  const accepted = fieldOf(json, 'accepted');
  if (!Array.isArray(accepted)) throw foreign(file);
  const entries = accepted.map((entry) => entryIn(entry));
  const whole = entries.filter((entry) => entry !== null);
  if (whole.length < entries.length) throw foreign(file);
  return { source, entries: whole };
}

function textOf(file: string): string {
  try {
    return readText(file, { maxBytes: MAX_BYTES });
  } catch (cause) {
    if (!(cause instanceof InputError) || !cause.message.endsWith(': no such file')) throw cause;
    throw new InputError(cause.message, { cause, help: '--update-baseline writes it' });
  }
}

/**
 * Writes the entries, in the order given, in one step.
 *
 * @returns the text that the file holds now
 * @throws OutputError where it cannot be written
 */
export async function writeBaseline(
  { source: { name, text } }: Baseline,
  entries: readonly AcceptedFinding[],
): Promise<string> {
  const after = jsonText({ version: VERSION, tool: 'multi-engine', accepted: entries });
  if (after === text) return after;
  try {
    await replaceFile(await placeOf(name), after);
    return after;
  } catch (cause) {
    throw new OutputError(`${name}: the baseline ${writeProblem(cause)}`, { cause });
  }
}

function entryIn(json: unknown): AcceptedFinding | null {
  const [key, rule, name] = [fieldOf(json, 'key'), fieldOf(json, 'rule'), fieldOf(json, 'name')];
  const [message, count] = [fieldOf(json, 'message'), fieldOf(json, 'count')];
  if (typeof key !== 'string' || typeof rule !== 'string' || typeof name !== 'string') return null;
  if (typeof message !== 'string') return null;
  if (count === undefined) return { key, rule, name, message };
  return isCount(count) ? { key, rule, name, message, count } : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function foreign(file: string): InputError {
  return new InputError(`${file}: is not a baseline of multi-engine, or is damaged`);
}
