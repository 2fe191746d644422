import { isOrdinaryKey } from './keys/ordinary.js';
import { maskText } from './masked-source.js';

/** A key as it may be shown. */
export function shownKey(key: string): string {
  return isOrdinaryKey(key) ? key : maskText(key);
}
