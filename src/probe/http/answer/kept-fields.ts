/** Field by field: what of a body is kept. Everything that is not named here never reaches a decoder or a recording. */

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an array; empty where it is none. */
export function rowsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

export function textOf(value: unknown, name: string): string | null {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : null;
}

export function numberOf(value: unknown, name: string): number | null {
  const field = fieldOf(value, name);
  return typeof field === 'number' && Number.isFinite(field) ? field : null;
}

/** Characters: the columns behind these fields hold 255. What is longer comes from no engine, and would be printed whole. */
const LONGEST_TEXT = 400;

/**
 * A field as the decoders read it: a scalar or a list of scalars. What is nested deeper becomes null, so that no answer can
 * be too deep for what walks through it; a text that no engine can have is undefined.
 */
export function flat(value: unknown): unknown {
  if (typeof value === 'string') return value.length <= LONGEST_TEXT ? value : undefined;
  if (Array.isArray(value)) return isFlat(value) ? value : value.map((item: unknown) => flatItem(item));
  return isNested(value) ? null : value;
}

function isFlat(list: readonly unknown[]): boolean {
  return list.every((item) => flatItem(item) === item);
}

function flatItem(item: unknown): unknown {
  return Array.isArray(item) ? null : (flat(item) ?? null);
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** A reducer to the named fields, for an object or for every row of an array. What is neither becomes null. */
export function keepFields(...names: readonly string[]): (body: unknown) => unknown {
  const keep = (row: unknown): unknown => {
    if (!isObject(row)) return null;
    // A loop, because this runs once for every definition of a landscape.
    const kept: Record<string, unknown> = {};
    for (const name of names) {
      if (!(name in row)) continue;
      const value = flat(row[name]);
      if (value !== undefined) kept[name] = value;
    }
    return kept;
  };
  return (body) => (Array.isArray(body) ? body.map(keep) : keep(body));
}

/** Bytes that rows of one list may hold in memory, whatever their number: half a million rows as engines have them. */
export const MOST_HELD_BYTES = 64 * 1_048_576;
const ROW_OVERHEAD = 64;

/** About what a reduced row, or a text of one, takes as long as it is held. */
export function heldBytes(row: unknown): number {
  if (typeof row === 'string') return ROW_OVERHEAD + row.length;
  if (typeof row !== 'object' || row === null) return ROW_OVERHEAD;
  let bytes = ROW_OVERHEAD;
  for (const value of Object.values(row)) bytes += heldBytes(value);
  return bytes;
}

/** Sentences of the engine that decide something. All others may name users, so they are dropped. */
const TELLING = [
  /^Max results limit of \d+ exceeded!$/,
  /^An unbound number of results is forbidden!$/,
  /^History cleanup jobs are empty$/,
  /^You must be authenticated in order to use this resource\.$/,
  /^No process engine available$/,
  /^Process engine \S+ not available$/,
  /^HTTP \d{3} [A-Za-z ]+$/,
  /^RESTEASY\d+: Could not find resource for [a-z ]+: \S+$/,
];

/** What Java calls its classes of errors; anything else could be what somebody sent. */
const CLASS_NAME = /^[A-Za-z][\w.$]{0,99}(?:Exception|Error)$/;

export function isTelling(message: string): boolean {
  return TELLING.some((sentence) => sentence.test(message));
}

/** What is kept of an error: its class and, where it decides something, its message. */
export function keepError(body: unknown): unknown {
  if (!isObject(body)) return null;
  const { type, code, message, error } = body;
  const told = typeof message === 'string' && message.length <= LONGEST_TEXT && isTelling(message);
  return {
    ...(typeof type === 'string' && CLASS_NAME.test(type) && { type }),
    ...(typeof code === 'number' && { code }),
    ...(told && { message }),
    ...(isObject(error) && keepErrorType(error)),
  };
}

/** Search stores keep the class of an error one level deeper, in words: `index_not_found_exception`. */
function keepErrorType({ type }: Json): Json {
  return typeof type === 'string' && /^[a-z_]{1,100}$/u.test(type) ? { error: { type } } : {};
}
