import { decodeText, type Decoded } from '../../text/encoding.js';

/** The text behind Base64, as Kubernetes writes the values of a Secret; null where it is none. */
export function decodedBase64(written: string): Decoded | null {
  const characters = written.replaceAll(/\s/gu, '');
  if (characters.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/u.test(characters)) return null;
  return decodeText(Buffer.from(characters, 'base64'));
}
