import { isSecretKey } from './secret-keys.js';

/** Whether a key holds the name of something whose value stands behind another: `{name: DB_PASSWORD, value: …}`. */
export function isNameKey(key: string): boolean {
  return NAMES.test(key);
}

/** Whether a key holds the value of what another one names. */
export function isValueKey(key: string): boolean {
  return VALUES.has(key.toLowerCase());
}

/** Whether a path leads to a value of a Secret or to what is called one, as a patch has it: `/stringData/eu`, `/spec/password`. */
function isSecretPath(path: string): boolean {
  return (
    /^\/(?:data|stringData)(?:\/|$)/.test(path) || (path.startsWith('/') && isSecretKey(lastSegment(path)))
  );
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a key names a secret: `{name: DB_PASSWORD, value: …}`, `{path: /stringData/eu, value: …}`. */
export function namesSecret(key: string, text: string): boolean {
  return key === 'path' ? isSecretPath(text) : isNameKey(key) && isSecretKey(text);
}

/** The last word of a label. */
export function lastWord(label: string): string {
  return /(?:^|[\s{,("'-])(\w+)\s?["']?\s*$/u.exec(label)?.[1] ?? '';
}

const NAMES =
  /^(?:name|key|var(?:iable)?|header|property|param(?:eter)?|env|id|field|label|setting|option)$/i;
/** Every key is asked about: no pattern has to be prepared for these. */
const VALUES = new Set(
  'value values defaultvalue defaultvalues initialvalue initialvalues val default content text data string literal plain'.split(
    ' ',
  ),
);
