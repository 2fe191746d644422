import type { Span } from '../../load/types.js';
import { isVariable } from './commands/words.js';
import { isSecretKey } from './keys/secret-keys.js';

/** A way to write a secret that has no key before it. The secret is the last group, and ends where the pattern does. */
interface Notation {
  /** What every text with it holds. */
  readonly sign: string;
  readonly pattern: RegExp;
}

const NOTATIONS: readonly Notation[] = [
  // .netrc: `machine host login user password …`
  {
    sign: 'password',
    pattern:
      /\b(?:machine\s{1,9}[^\s"']{1,200}|default)(?:\s{1,9}(?:login|account)\s{1,9}\S{1,200}){0,2}\s{1,9}password\s{1,9}([^\s"']{1,500})/g,
  },
  // .pgpass: `host:5432:database:user:…`; addresses of networks look alike.
  {
    sign: ':',
    pattern:
      /(?<![^\s"'=])(?![\da-fA-F:]{11,39}(?![^\s"',]))[\w.*-]{1,200}:(?:\d{1,5}|\*):[^:\s"']{1,100}:[^:\s"']{1,100}:([^\s"'/][^\s"']{0,500})/g,
  },
  // A workflow of GitHub
  { sign: '::add-mask::', pattern: /::add-mask::([^\r\n"'`]{1,500})/g },
  // HAProxy
  { sign: 'stats', pattern: /\bstats[ \t]{1,9}auth[ \t]{1,9}[^\s:]{1,100}:([^\s"']{1,200})/g },
  { sign: 'insecure-password', pattern: /\binsecure-password[ \t]{1,9}([^\s"']{1,200})/g },
  // SNMP
  {
    sign: 'community',
    pattern: /\b(?:r[ow]community6?|snmp-server[ \t]{1,9}community)[ \t]{1,9}([^\s"']{1,200})/g,
  },
  // Mail
  { sign: 'AUTH', pattern: /\bAUTH[ \t]{1,9}(?:PLAIN|LOGIN)[ \t]{1,9}([\w+/=.-]{1,500})/g },
  // A hash in Ruby
  { sign: 'crypt(', pattern: /["']([^"'\r\n\\]{1,200})(?=\\?["']{1,2}\.crypt\()/g },
  // expect, which types it
  {
    sign: 'send',
    pattern:
      /\bsend(?:_user)?[ \t]{1,9}(?:--[ \t]{1,9})?\\?"(?!(?:y|n|yes|no|exit|quit)\\)([^"\\\r\n]{1,300})(?=\\{1,2}[rn])/g,
  },
];

/** Something of each notation, of calls and of what has a name: for most texts, none of their patterns has to be prepared. */
const TELLING =
  /\b(?:machine|login|account|default\s{1,9}password|stats|AUTH)\s|add-mask::|insecure-password|community|\bsend|:(?:\d{1,5}|\*):|[[(]|s[/|#,]|\b(?:printf|set)\s\W|\bcase\s/;

export function* secretsInNotations(text: string): Iterable<Span> {
  if (!TELLING.test(text)) return;
  for (const { sign, pattern } of NOTATIONS) {
    if (!text.includes(sign)) continue;
    for (const { 0: whole, 1: secret = '', index } of text.matchAll(pattern)) {
      const end = index + whole.length;
      if (!isVariable(secret)) yield { start: end - secret.length, end };
    }
  }
  if (text.includes('(')) yield* secretsInCalls(text);
  for (const { signs, pattern } of NAMED) {
    if (!signs.some((sign) => text.includes(sign))) continue;
    for (const { 0: whole, index, groups = {} } of text.matchAll(pattern)) {
      const { name = '', secret = '' } = groups;
      const end = index + whole.length;
      if (isSecretKey(name) && !isVariable(secret)) yield { start: end - secret.length, end };
    }
  }
}

/**
 * `environ["DB_PASSWORD"] = "hunter2"`, what `sed` puts in the place of a name: `s/DB_PASSWORD/hunter2/`, and what a shell sets or compares without
 * a sign between: `printf -v DB_PASSWORD %s hunter2`, `set -x DB_PASSWORD hunter2`, `case $DB_PASSWORD in hunter2)`.
 */
const NAMED: readonly { readonly signs: readonly string[]; readonly pattern: RegExp }[] = [
  {
    signs: ['['],
    pattern:
      /\[\\?["']{1,2}(?<name>[\w.-]{1,100})\\?["']{1,2}\]\s{0,9}[=:]?\s{0,9}\\?["']{1,2}(?<secret>[^"'\r\n\\]{1,500})/g,
  },
  {
    signs: ['s/', 's|', 's#', 's,'],
    pattern:
      /(?<![\w/])s(?<sign>[/|#,])\W{0,9}(?<name>[\w.-]{1,100})\W{0,9}\k<sign>(?<secret>[^\s"'\\]{1,200})(?=\k<sign>)/g,
  },
  {
    signs: ['printf ', 'set -', 'case '],
    pattern:
      /\b(?:printf[ \t]{1,9}(?:\\\s{1,9})?-v|set[ \t]{1,9}-\w{1,5}|case)[ \t]{1,9}\\?["']?\$?\{?(?<name>\w{1,100})\}?\\?["']?[ \t]{1,9}(?:in[ \t]{1,9}|["']?%\S{1,20}[ \t]{1,9})?\\?["']?(?<secret>[^\s"'\\)|;]{1,200})/g,
  },
];

const CALL =
  /\b(\w{1,60})\(\s{0,9}b?\\?["']{1,2}([^"'\r\n\\]{1,200})(?:\\?["']{1,2}\s{0,9},\s{0,9}\\?["']{1,2}([^"'\r\n\\]{1,500}))?(?=\\?["'])/g;

/** `db.auth("user", "hunter2")`, `set("password", "hunter2")`, `setPassword("hunter2")`. */
function* secretsInCalls(text: string): Iterable<Span> {
  for (const { 0: whole, 1: name = '', 2: first = '', 3: second, index } of text.matchAll(CALL)) {
    const secret = second ?? first;
    const isTold =
      second === undefined
        ? isSecretKey(name) && !ASKS.test(name)
        : LOGS_IN.test(name) || (isSecretKey(first) && !ASKS.test(name));
    const end = index + whole.length;
    if (HASHES.test(name)) {
      const start = index + whole.indexOf(first, name.length + 1);
      if (!isVariable(first)) yield { start, end: start + first.length };
    } else if (isTold && !isVariable(secret)) yield { start: end - secret.length, end };
  }
}

const LOGS_IN = /^(?:auth|login|connect|authenticate|changeUserPassword)$|basic_?auth(?:entication)?$/i;
/** These take the password first. */
const HASHES = /(?:^|_|b)crypt$|^hashpw$|^hash(?:sync)?$|^password_?hash$/i;
/** What is asked for a secret is given the name of it. */
const ASKS =
  /^(?:get|is|has|find|read|load|lookup|require|resolve|env|optional|fetch|include|contains|equals)/i;
