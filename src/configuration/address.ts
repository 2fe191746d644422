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
  if (!/^https?:\/\/[^/?#\\\s]/iu.test(address) || /\s/u.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${url.protocol}//${url.host}${path}${url.search}`;
}
