import { isSecretKey } from '../keys/secret-keys.js';

/** A variable of a shell, and one that Kubernetes puts in: `$DB_PASSWORD`, `$(DB_PASSWORD)`. */
const VARIABLE = /^\$(?:\(([A-Z][A-Z_]{1,60})\)|([A-Z][A-Z_]{1,60})(?![\w$]))/;

/** A variable that a text begins with, called as one that holds a secret is; null where it begins otherwise, as a password may. */
export function variableAt(text: string): string | null {
  const [whole = null, inBrackets, bare = ''] = VARIABLE.exec(text) ?? [];
  const name = inBrackets ?? bare;
  return whole !== null && (name.includes('_') || isSecretKey(name)) ? whole : null;
}

/** Whether a text is nothing else. */
export function isVariableName(text: string): boolean {
  return variableAt(text) === text;
}
