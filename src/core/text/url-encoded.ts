/** A text as a part of an address. Half a character, which JSON may hold and no address can, is replaced as every other writer of UTF-8 does it. */
export function urlEncoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}
