import { inShell } from '../../../core/text/shell.js';
import { escapeText } from '../../../core/text/text.js';

/** How to make PEM of a file in another form, as the form shows itself at its beginning; nothing where it is not known. */
export function pemHint(file: string, bytes: Buffer): readonly string[] {
  const form = FORMS.find(([isOne]) => isOne(bytes));
  return form === undefined ? [] : [form[1](inShell(escapeText(file)))];
}

type Form = readonly [isOne: (bytes: Buffer) => boolean, advice: (file: string) => string];

/** What a number of ASN.1 is behind the head of a sequence: the version of a store, or of a key. */
const FORMS: readonly Form[] = [
  [
    (bytes) =>
      begins(bytes, [0xff, 0xfe]) ||
      begins(bytes, [0xfe, 0xff]) ||
      begins(bytes, [0x2d, 0]) ||
      begins(bytes, [0, 0x2d]),
    () => 'it seems to be UTF-16: save it as UTF-8',
  ],
  [
    (bytes) => bytes.includes('-----BEGIN PKCS7-----'),
    (file) => `write it as PEM: openssl pkcs7 -print_certs -in ${file} -out ca.pem`,
  ],
  [
    (bytes) => begins(bytes, [0xfe, 0xed, 0xfe, 0xed]),
    (file) => `it is a store of Java: keytool -exportcert -rfc -keystore ${file} -alias ALIAS`,
  ],
  [
    (bytes) => numberIn(bytes) === 3,
    (file) => `it is a PKCS#12 store: openssl pkcs12 -nokeys -in ${file} -out ca.pem`,
  ],
  [
    (bytes) => numberIn(bytes) === 0 || numberIn(bytes) === 1,
    (file) => `it is a key in DER: openssl pkey -inform der -in ${file} -out key.pem`,
  ],
  [
    (bytes) => bytes[0] === 0x30 && (bytes[1] ?? 0) > 0x80,
    (file) => `it seems to be DER: openssl x509 -inform der -in ${file} -out ca.pem`,
  ],
];

function begins(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** The number with which a sequence of ASN.1 begins. */
function numberIn(bytes: Buffer): number | null {
  if (bytes[0] !== 0x30) return null;
  const length = bytes[1] ?? 0;
  const at = length < 0x80 ? 2 : 2 + (length & 0x7f);
  return bytes[at] === 2 && bytes[at + 1] === 1 ? (bytes[at + 2] ?? null) : null;
}
