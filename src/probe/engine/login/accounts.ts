import { isIP } from 'node:net';
import type { Credentials } from '../../../configuration/logins.js';

/** Whose failed logins are counted together. */
export interface Account {
  readonly user: string;
  readonly password: string;
  /** Engines of different families certainly have databases of their own. */
  readonly family: string;
}

export function accountOf({ user, password, headers }: Credentials, address: string): Account {
  // A token locks nobody out: where one engine refuses it, another may take it. One address is asked with it once.
  if (user === null) return { user: `${address} ${JSON.stringify(headers)}`, password: '', family: '' };
  return { user: userKey(user), password, family: hostFamily(address) };
}

/**
 * Whether a wrong password on one engine may count against the account on the other. The password that one engine refused
 * is tried on no other, wherever it is: both may ask one directory. Another password of the same user is an account of its
 * own, unless the engines may share a database, where at most one of the two can be right.
 */
export function mayBeOneAccount(a: Account, b: Account): boolean {
  return a.user === b.user && (a.password === b.password || a.family === b.family);
}

/** Directories and some databases do not tell upper from lower case. */
function userKey(user: string): string {
  return user.toLowerCase();
}

/**
 * What nodes of one database have in common as far as an address tells, before anybody logged in: the host, or its name
 * without the numbers in its first part. Numbers of IP addresses tell nothing, so any two of them may be such nodes.
 */
function hostFamily(address: string): string {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || isIP(host) !== 0) return 'numbered';
  const [first = '', ...domain] = host.split('.');
  return [first.replace(/\d+/g, ''), ...domain].join('.');
}
