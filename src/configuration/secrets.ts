/** Keys whose values are never shown. `password`, `accessToken`, `clientSecret`, but not `tokenLifetime`. */
const SECRET_KEY =
  /(?:passw(?:or)?d|passphrase|pwd|secret|credentials?|token|api[-_]?key|private[-_]?key)$/iu;

export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key);
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
