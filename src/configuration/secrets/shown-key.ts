import { maskText } from './masked-source.js';

/** A key as it may be shown. */
export function shownKey(key: string): string {
  return ORDINARY_KEY.test(key) ? key : maskText(key);
}

/** As nearly all are; tokens are longer. */
const ORDINARY_KEY = /^[A-Za-z][A-Za-z\d]{0,18}$/;
