import { isUtf8 } from 'node:buffer';
import type { Span } from '../../load/types.js';
import { secretsInLines } from './lines/secret-lines.js';
import { secretsInText } from './secret-texts.js';

/** Words of a text that are Base64 of something with secrets in it. */
export function encodedIn(text: string): readonly Span[] {
  if (!LONG.test(text)) return [];
  return wordsIn(text).filter(({ start, end }) => isEncodedSecret(text.slice(start, end)));
}

export const SHORTEST_ENCODED = 12;

/** What hardly any value holds is asked first, for which nothing has to be made. */
const LONG = /[A-Za-z0-9+/]{12}/;

/** Words that may be Base64, with the signs at their ends. Not by one pattern: over a word of megabytes it would run out of stack. */
function wordsIn(text: string): readonly Span[] {
  const words: Span[] = [];
  const [beginning, behind] = [/[A-Za-z0-9+/]{12}/g, /[^A-Za-z0-9+/]/g];
  for (let found = beginning.exec(text); found !== null; found = beginning.exec(text)) {
    behind.lastIndex = beginning.lastIndex;
    const last = behind.exec(text)?.index ?? text.length;
    const end = last + (/^={1,2}/.exec(text.slice(last, last + 2))?.[0].length ?? 0);
    words.push({ start: found.index, end });
    beginning.lastIndex = end;
  }
  return words;
}

/** Base64 of a login, of a text that holds secrets, or of what is packed: a text that cannot be looked into may hold any. */
export function isEncodedSecret(text: string): boolean {
  if (text.length < SHORTEST_ENCODED || !isBase64(text)) return false;
  const bytes = Buffer.from(text, 'base64');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08) return true;
  const decoded = textIn(bytes);
  return decoded !== null && (isUserAndPassword(decoded) || holdsSecrets(decoded));
}

/** Without its mark and the line breaks at its end: `echo user:password | base64`. Null for what is no text. */
function textIn(bytes: Buffer): string | null {
  if (isUtf8(bytes))
    return bytes
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimEnd();
  const latin = bytes.toString('latin1');
  const odd = latin.match(/[^\t\r\n -~]/g)?.length ?? 0;
  return odd * 10 > latin.length ? null : latin.trimEnd();
}

/** Letters, digits and blanks, and one or two signs at the end. Not by one pattern: over megabytes it would run out of stack. */
function isBase64(text: string): boolean {
  const odd = text.search(/[^A-Za-z0-9+/\s]/);
  return odd < 0 || (odd >= SHORTEST_ENCODED && ['=', '=='].includes(text.slice(odd).trimEnd()));
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
