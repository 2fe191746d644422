import { isCode } from './codes.js';
import { oncePerKey } from './once-per-key.js';
import { isHarmlessKey, isSecretKey } from './secret-keys.js';

/** Whether the value of a key is none although most that stand beside it are secrets. */
export type IsHarmless = (key: string, value: string) => boolean;

/** What is no secret below `secrets`, `headers` and the like; null below keys where most is none. */
export const harmlessBelow = oncePerKey((key): IsHarmless | null => {
  // In a description of users and rights it holds switches; the header is written with a capital.
  if (isSecretKey(key) && key !== 'authorization') return isHarmlessSecret;
  const name = key.toLowerCase();
  if (!name.startsWith('response')) {
    if (name.endsWith('headers')) return isHarmlessHeader;
    if (name.endsWith('header')) return isSettingOrHarmless;
  }
  return name === 'users' || name === 'logins' ? isSettingOfUsers : null;
});

/** Of `key`, the value decides: it may be the name of one. */
export function isHarmlessSecret(key: string, value: string): boolean {
  return key === 'key' ? !isCode(value) : isHarmlessKey(key);
}

/** Whether a text is a header with its name that is a secret: `X-Custom: …`. */
export function isSecretHeader(text: string): boolean {
  const name = /^["']?([\w-]{1,100})["']?\s{0,5}:/.exec(text)?.[1];
  return name !== undefined && !isHarmlessHeader(name);
}

function isHarmlessHeader(key: string): boolean {
  return HARMLESS_HEADERS.test(key.trim());
}

/** A header by itself may be that of a page: then what stands below it are settings. */
function isSettingOrHarmless(key: string): boolean {
  return !key.includes('-') || isHarmlessHeader(key);
}

/** `users: {demo: password}`, but not their rights. */
export function isSettingOfUsers(key: string, value: string): boolean {
  return isHarmlessKey(key) || /^ids?$/i.test(key) || !isCode(value);
}

const HARMLESS_HEADERS =
  /^(?:accept(?:-\w+)?|cache-control|connection|content-(?:type|length|encoding|language)|date|expect|host|user-agent|origin|pragma|x-request-(?:id|start)|x-requested-with|x-forwarded-(?:by|for|host|method|path|port|prefix|proto|scheme|server|ssl|uri|user))$/i;
