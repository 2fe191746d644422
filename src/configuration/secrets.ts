import { closest } from '../core/did-you-mean.js';

/** Keys whose values are never shown. `password`, `accessToken`, `clientSecret`, but not `tokenLifetime`. */
const SECRET_KEY =
  /(?:passw(?:or)?d|passphrase|pwd|secret|credentials?|token|api[-_]?key|private[-_]?key)$/iu;

/** What is worth a closer look: nearly every key of every file comes by here. */
const MAYBE = /^p.*s.*[dt]/iu;

const judged = new Map<string, boolean>();

/** A misspelled password is one all the same: the finding about its key must not print it. */
export function isSecretKey(key: string): boolean {
  let secret = judged.get(key);
  if (secret === undefined) {
    secret = SECRET_KEY.test(key) || (MAYBE.test(key) && closest(key, ['password']) !== null);
    judged.set(key, secret);
  }
  return secret;
}

/** Whether a pointer leads to a secret: by its last key, list indexes apart. */
export function isSecretPath(keys: readonly (string | number)[]): boolean {
  for (let index = keys.length - 1; index >= 0; index -= 1) {
    const key = keys[index];
    if (typeof key === 'string') return isSecretKey(key);
  }
  return false;
}

/** So that masking one secret never leaves the rest of a longer one. */
export function longestFirst(secrets: Iterable<string>): readonly string[] {
  const texts = [...new Set(secrets)].filter((text) => text.trim() !== '');
  return texts.toSorted((a, b) => b.length - a.length || Number(a > b) - Number(a < b));
}
