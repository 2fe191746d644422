/** Addresses of engines as Optimize uses them. */

/** Optimize removes exactly one slash from the end. */
export function withoutTrailingSlash(address: string): string {
  return address.endsWith('/') ? address.slice(0, -1) : address;
}

/** `user:password@` becomes `***@`, in addresses and in any other text. */
export function maskUserInfo(text: string): string {
  return text.replaceAll(USER_INFO, '***@');
}

/** Everything between `://` and the last `@` before the path. Looks back one character only: a text may be a megabyte long. */
const USER_INFO = /(?<=[A-Za-z0-9+.-]:\/\/)[^\s/?#"'<>]*@/gu;

/** The parts of the user info of an address: secrets all of them. */
export function userInfoOf(address: string): readonly string[] {
  const match = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^\s/?#]*)@/u.exec(address);
  if (match === null) return [];
  const [user = '', ...password] = (match[1] ?? '').split(':');
  return [match[1] ?? '', password.length > 0 ? password.join(':') : user];
}

/**
 * The form that tells whether two addresses (without their trailing slash) are one: scheme and host in lower case, no default port, no user
 * info. Null where the text is no absolute http or https address.
 */
export function baseOf(address: string): string | null {
  if (isPlain(address)) return address;
  if (!/^https?:\/\/[^/?#\\\s]/iu.test(address) || /\s/u.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${url.protocol}//${url.host}${path}${url.search}`;
}

/** Nearly every address is in that form already; to load what parses the others takes as long as to read ten engines. */
function isPlain(address: string): boolean {
  const usual = address.startsWith('https') ? ':443' : ':80';
  const namesUsualPort = address.endsWith(usual) || address.includes(`${usual}/`);
  return !namesUsualPort && !address.includes('--') && PLAIN.test(address);
}

/** No number that could be a part of an IP address, nothing in the path that could be resolved or escaped. */
const PLAIN = /^https?:\/\/[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*(?::[1-9]\d{0,3})?(?:\/[A-Za-z0-9_-]+)*$/u;
