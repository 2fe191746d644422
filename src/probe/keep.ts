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

/** A reducer to the named fields, for an object or for every row of an array. What is neither becomes null. */
export function keepFields(...names: readonly string[]): (body: unknown) => unknown {
  const keep = (body: unknown): unknown => {
    if (Array.isArray(body)) return body.map(keep);
    if (!isObject(body)) return null;
    // A loop, because this runs once for every definition of a landscape.
    const kept: Record<string, unknown> = {};
    for (const name of names) {
      if (name in body) kept[name] = body[name];
    }
    return kept;
  };
  return keep;
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
];

/** What is kept of an error: its class and, where it decides something, its message. */
export function keepError(body: unknown): unknown {
  if (!isObject(body)) return null;
  const { type, code, message } = body;
  const told = typeof message === 'string' && TELLING.some((sentence) => sentence.test(message));
  return {
    ...(typeof type === 'string' && { type }),
    ...(typeof code === 'number' && { code }),
    ...(told && { message }),
  };
}
