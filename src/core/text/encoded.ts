/** A text in Base64 by itself, padded or not, and as addresses write it; in hexadecimal numbers. */
export function encoded(text: string): readonly string[] {
  const texts = [Buffer.from(text), Buffer.from(text, 'latin1')].flatMap((bytes) => [
    bytes.toString('base64').replace(/=+$/u, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ]);
  return [...new Set(texts)];
}
