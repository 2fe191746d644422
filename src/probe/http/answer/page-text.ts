import { isUtf8 } from 'node:buffer';

/** The longest character of UTF-8 has four bytes. */
const LONGEST = 4;

/** What is no JSON, as text: pages of proxies are often in Latin-1 and do not always say so. It may be cut within a character. */
export function pageText(bytes: Buffer): string {
  for (let cut = 0; cut < LONGEST; cut += 1)
    if (isUtf8(bytes.subarray(0, bytes.length - cut))) return bytes.toString('utf8');
  return bytes.toString('latin1');
}
