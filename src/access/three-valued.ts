import type { Maybe } from './types.js';

/** No as soon as one is no; unknown while one is unknown. */
export function both(a: Maybe, b: Maybe): Maybe {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

/** Yes as soon as one is yes; unknown while one is unknown. No for an empty list. */
export function anyOf(values: Iterable<Maybe>): Maybe {
  let result: Maybe = false;
  for (const value of values) {
    if (value === true) return true;
    if (value === null) result = null;
  }
  return result;
}
