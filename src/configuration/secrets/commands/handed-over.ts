import type { Span } from '../../../load/types.js';
import { isSecretKey } from '../keys/secret-keys.js';
import { looksSecret } from './looks.js';
import { isVariable, LONGEST, valueAt } from './words.js';

/** What another program reads a password from: `echo hunter2 | docker login --password-stdin`, `base64 <<< hunter2`. */
export function* handedOver(text: string): Iterable<Span> {
  if (text.includes('|')) yield* piped(text);
  if (!text.includes('<<<')) return;
  for (const { index } of text.matchAll(/(?<!<)<<<(?!<<)/gu)) {
    const before = text.slice(Math.max(0, index - LONGEST), index);
    const command =
      before
        .replaceAll(GOES_ON, ' ')
        .split(/[\r\n|;&]/u)
        .at(-1) ?? '';
    const blanks = /^[ \t]*/u.exec(text.slice(index + 3, index + 10))?.[0].length ?? 0;
    const start = index + 3 + blanks;
    const value = valueAt(text, start, start);
    const written = value === null ? '' : text.slice(value.start, value.end);
    if (value === null || isVariable(written)) continue;
    if (reads(command) || readsIntoSecret(command) || looksSecret(written)) yield value;
  }
}

/** `read -r PASSWORD`. */
function readsIntoSecret(command: string): boolean {
  const names = /\bread[ \t]+(?:-\w+[ \t]+)*([\w \t]{1,200})$/u.exec(command)?.[1] ?? '';
  return names.split(/\s+/u).some(isSecretKey);
}

export const SAID = /\b(?:echo|printf|yes)[ \t]+(?:\\(?:\r\n|\n|\r)[ \t#]*)?(?:-[neE]{1,3}[ \t]+)?/gu;

function* piped(text: string): Iterable<Span> {
  for (const { 0: command, index } of text.matchAll(SAID)) {
    const start = index + command.length;
    const line = firstLine(text.slice(start, start + LONGEST));
    const parts = line.split('|');
    const count = partsOfValue(parts);
    const said = parts.slice(0, count).join('|').trimEnd();
    if (!isRead(parts.slice(count)) && (parts.length <= count || !looksSecret(said.replaceAll(AROUND, ''))))
      continue;
    // Of several commands in brackets, each is read.
    const value = GROUPED.test(said) ? said.slice(0, said.search(ENDS_PART)) : said;
    if (value !== '' && !isVariable(value) && !ENDS_COMMAND.test(value.replaceAll(QUOTED, '')))
      yield { start, end: start + value.length };
  }
}

const AROUND = /^[\\"']+|[\\"']+$/g;
const GROUPED = /^[^(]*\)$/;
const ENDS_PART = /;|&&|\)$/;
const QUOTED = /"[^"]*"|'[^']*'/gu;
const ENDS_COMMAND = /;[ \t]|&&/;

/** A line, and what it goes on with behind a backslash or an upright. */
export function firstLine(text: string): string {
  return /^(?:[^\r\n\\|]|\\[ \t]*(?:\r\n|\n|\r)?|\|[ \t]*(?:\r\n|\n|\r)?)*/u.exec(text)?.[0] ?? '';
}

/** How many parts the value has: an upright between quotes parts nothing. Quotes are doubled in others. */
function partsOfValue(parts: readonly string[]): number {
  let quotes = 0;
  for (const [index, part] of parts.entries()) {
    quotes += part.match(/["']+/gu)?.length ?? 0;
    if (quotes % 2 === 0 && index + 1 < parts.length) return index + 1;
  }
  return 1;
}

/** Whether one of the commands that follow, each of which hands it on, reads a password. */
export function isRead(commands: readonly string[]): boolean {
  for (const command of commands) {
    const end = command.search(/[;&]/u);
    if (reads(end < 0 ? command : command.slice(0, end))) return true;
    if (end >= 0) return false;
  }
  return false;
}

export function reads(command: string): boolean {
  return READS.test(command.replaceAll(GOES_ON, ' ').replace(LEAD, ''));
}

const GOES_ON = /\\[ \t]*(?:\r\n|\n|\r)[ \t#]*/gu;

/** What stands before a program, its path included. */
const LEAD =
  /^(?:[\s\\#$>-]|\w{1,30}:[ \t]|\w{1,60}=|RUN[ \t]|[\w./-]{0,60}sh[ \t]-c[ \t]|"|')*(?:sudo[ \t](?![ \t]*(?:-S|--stdin))[ \t]*)?(?:[\w.-]{0,30}\/){0,8}/u;

/** By their names, or by an option that says so. */
const READS = new RegExp(
  [
    '^(?:base64|base32|xxd|hexdump|(?:b2|md5|sha\\d{1,3})sum|shasum|(?:ch|mk|smb|vnc)?passwd|kinit|runas|argon2|kubeseal|cryptsetup|su)(?![\\w.-])',
    '^[\\w-]{0,40}keystore[ \\t]+add\\b',
    '^(?:keyctl[ \\t]+padd|secret-tool[ \\t]+store|pass[ \\t]+insert)\\b',
    '^(?:vault|bao)[ \\t]+login\\b',
    '^openssl[ \\t]+(?:passwd|enc|base64|dgst|sha\\d{1,3})\\b',
    '^(?:htpasswd|mosquitto_passwd)[ \\t]+-\\w{0,5}i',
    '^sudo[ \\t]+(?:-S|--stdin)\\b',
    '\\bcreate[ \\t]+secret\\b',
    '\\benv[ \\t]+add\\b',
    '\\bsecrets?[ \\t]+(?:create|set|put|add|versions)\\b',
    '[ \\t]--?[a-z]{0,20}-?(?:pass(?:word|wd)?|token|secret)(?:-on)?-?stdin\\b',
    '[ \\t]--(?:passphrase-fd|with-token)\\b',
    '[ \\t](?:chpasswd|passwd[ \\t]+--stdin)\\b',
  ].join('|'),
  'u',
);
