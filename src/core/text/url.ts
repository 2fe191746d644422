/**
 * An address taken apart, or null where it is none. Not by `URL.canParse`: once a program is warm, Node 20 answers no for addresses with
 * letters such as ä.
 */
export function urlOf(address: string, base?: URL): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}
