import { decodeText } from '../../text/encoding.js';

/** The text behind Base64, as Kubernetes writes the values of a Secret; null where it is none, or no text. */
export function decodedBase64(written: string): string | null {
  const characters = written.replaceAll(/\s/gu, '');
  if (characters.length % 4 !== 0 || !/^[A-Za-z\d+/]+={0,2}$/u.test(characters)) return null;
  const { text, encoding } = decodeText(Buffer.from(characters, 'base64'));
  return encoding === undefined ? text : null;
}
