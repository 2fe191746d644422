import type { Span } from '../../load/types.js';
import { secretsInLines } from './lines/secret-lines.js';
import { secretsInText } from './secret-texts.js';

/** Words of a text that are Base64 of something with secrets in it. */
export function encodedIn(text: string): readonly Span[] {
  if (!LONG.test(text)) return [];
  return Array.from(text.matchAll(WORD)).flatMap(({ 0: word, index: start }) =>
    isEncodedSecret(word) ? [{ start, end: start + word.length }] : [],
  );
}

/** What hardly any value holds is asked first, for which nothing has to be made. */
const LONG = /[A-Za-z0-9+/]{12}/;
const WORD = /[A-Za-z0-9+/]{12,}={0,2}/g;
const SHORTEST_ENCODED = 12;
const BASE64 = /^[A-Za-z0-9+/\s]{12,}(?:={1,2}\s*)?$/;

/** Base64 of a login, of a text that holds secrets, or of what is packed: a text that cannot be looked into may hold any. */
export function isEncodedSecret(text: string): boolean {
  if (text.length < SHORTEST_ENCODED || !BASE64.test(text)) return false;
  const bytes = Buffer.from(text, 'base64');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08) return true;
  const decoded = bytes.toString('utf8');
  if (decoded.includes('\ufffd')) return false;
  return isUserAndPassword(decoded) || holdsSecrets(decoded);
}

const SHORTEST_CONFIGURATION = 18;

function holdsSecrets(text: string): boolean {
  if (text.length < SHORTEST_CONFIGURATION) return false;
  return secretsInLines(text).length > 0 || secretsInText(text).length > 0 || encodedIn(text).length > 0;
}

/** `user:password`, as a header has it in Base64; no address. */
export function isUserAndPassword(text: string): boolean {
  return /^[^\s:/\\]{1,200}:(?!\/\/)\S/.test(text) && !CONTROL.test(text);
}

// oxlint-disable-next-line no-control-regex -- the same as the category Cc, for which Node takes a hundred times as long to read it
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
