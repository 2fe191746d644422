import { isCode } from './codes.js';
import { oncePerKey } from './once-per-key.js';
import { isLoginKey } from './secret-keys.js';

/**
 * Whether a text is a login by the key that it stands behind: `authentication: user:password`, `user: user:password`. Of a placeholder, the
 * default is looked at.
 */
export function isLogin(key: string, text: string): boolean {
  // The key first: a text may be long, and is looked at behind each of its colons.
  const holder = holderIn(key);
  if (holder === null) return false;
  if (holder === 'login') return !isSwitch(defaultOf(text));
  if (holder === 'user')
    return (
      SIGN.test(text) && !IDS.test(text) && (LOGIN.test(defaultOf(text)) || isOracleLogin(defaultOf(text)))
    );
  return text.length <= LONGEST_CODE && isCode(defaultOf(text));
}

/** Whether a text may turn out to be one when its placeholders have their values. */
export function mayBeLogin(key: string, text: string): boolean {
  return text.includes('${') && (holderIn(key) === 'login' || holderIn(key) === 'user');
}

type Held = 'login' | 'user' | 'code' | null;

/** What a key says that its value may hold. For the keys that nearly every file has, no pattern has to be prepared. */
const holderIn = oncePerKey(
  (key): Held => {
    if (isLoginKey(key)) return 'login';
    if (USERS.test(key)) return 'user';
    return CODES.test(key) ? 'code' : null;
  },
  [
    ['user', 'user'],
    ...['rest', 'name', 'importEnabled', 'enabled', 'id', 'endpoint', 'timeout'].map(
      (key) => [key, null] as const,
    ),
  ],
);

/** Whether a default of a variable is one by the name of that: `${IMPORT_USER:user:password}`. */
export function isLoginOfVariable(name: string, fallback: string): boolean {
  return VARIABLES.test(name) && LOGIN.test(fallback);
}

/** Of a placeholder; empty where it has none. Any other text as it is. */
function defaultOf(text: string): string {
  const name = /^\$\{[A-Za-z_]\w*(?::|\}$)/u.exec(text)?.[0];
  return name === undefined || !text.endsWith('}') ? text : text.slice(name.length, -1);
}

/** Says whether there is a login, or how. */
export function isSwitch(text: string): boolean {
  return SWITCH.test(text);
}

const SWITCH = /^(?:true|false|yes|no|on|off|basic|none|)$/i;

/** Hold settings as often as what a login is worth: `session: {timeout: 5}`, `csrf: true`. */
const CODES =
  /^(?:[\w.-]*(?:[_.-]|[a-z](?=[A-Z])))?(?:[Ss]ession|SESSION|[Cc]srf|CSRF|[Xx]srf|XSRF|[Ss]id|SID|[Aa]uth|AUTH|[Cc]ommunity|COMMUNITY)$/;
const LONGEST_CODE = 500;

const USERS = /^(?:users?|user-?id|user-?name|logins?|basic|(?:[\w.-]{0,200}[._-])?basic-?auth[._-]users)$/i;
/** Every login of a user has one. */
const SIGN = /[:/]/;
/** Of a user and a group, as a container is given them. */
const IDS = /^(["']?)\d{1,5}:\d{1,5}\1$/;
const VARIABLES = /(?:^|_)(?:USERS?|USERNAME|LOGINS?|AUTH|AUTHENTICATION|BASIC)$/i;

/** No user may have a colon. */
const LOGIN = /^(?!\$\{)[^:\s/]+:[^\s/]/;

/** `user/password@database`; a name of Kerberos looks alike, but for its realm in capitals. */
function isOracleLogin(text: string): boolean {
  return (
    /^[^\s:/@]{1,100}\/(?!\$\{)[^\s/@]{1,100}@[/\w]/.test(text) && !/@[A-Z\d-]+(?:\.[A-Z\d-]+)+$/.test(text)
  );
}
