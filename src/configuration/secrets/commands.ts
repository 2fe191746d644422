import type { Span } from '../../load/types.js';

/** How a program takes a password. */
interface Taken {
  /** Options behind which it stands as a word of its own. */
  readonly apart?: readonly string[];
  /** Options to which it is attached. */
  readonly attached?: readonly string[];
  /** Options behind which it stands behind a user and a colon: one letter each, alone or as the last of several. */
  readonly logins?: string;
  /** The one of several commands of the program that takes it. */
  readonly command?: string;
  /** The letter of the option with which it is the last word. */
  readonly last?: string;
}

const MYSQL: Taken = { attached: ['-p'] };
const LDAP: Taken = { apart: ['-w'] };
const REGISTRY: Taken = { apart: ['-p'], command: 'login' };
const MONGO: Taken = { apart: ['-p'] };
const HTTPIE: Taken = { logins: 'a' };

/** As their manuals say. Options with a name, such as `--password`, are known without the program. */
const PROGRAMS: ReadonlyMap<string, Taken> = new Map<string, Taken>([
  ['redis-cli', { apart: ['-a'] }],
  ...['mysql', 'mysqladmin', 'mysqldump', 'mysqlsh'].map((name) => [name, MYSQL] as const),
  ...['mariadb', 'mariadb-admin', 'mariadb-dump'].map((name) => [name, MYSQL] as const),
  ['sshpass', { apart: ['-p'], attached: ['-p'] }],
  ...['docker', 'podman', 'nerdctl', 'oras', 'crane'].map((name) => [name, REGISTRY] as const),
  ...['ldapsearch', 'ldapwhoami', 'ldapadd', 'ldapmodify', 'ldapdelete'].map((name) => [name, LDAP] as const),
  ['sqlcmd', { apart: ['-P'], attached: ['-P'] }],
  ['bcp', { apart: ['-P'], attached: ['-P'] }],
  ...['mongo', 'mongosh', 'mongodump', 'mongorestore'].map((name) => [name, MONGO] as const),
  ['curl', { logins: 'uUE' }],
  ...['http', 'https', 'xh'].map((name) => [name, HTTPIE] as const),
  ['htpasswd', { last: 'b' }],
]);

const LOGIN = /^[^:]{1,100}:(?!\/\/)(?=.)/u;

/** Most texts name none of them. */
const NAMED = new RegExp(`(?:^|[\\s"'\`/[(,])(?:${[...PROGRAMS.keys()].join('|')})(?=["',\\s])`, 'u');

/** Passwords that a command takes by an option whose letter means something else to another program. */
export function* secretsOfCommands(text: string): Iterable<Span> {
  if (!NAMED.test(text)) return;
  let taken: Taken | null = null;
  let before = '';
  let isLast = false;
  let last: Span | null = null;
  let stop = 0;
  // A word, or what ends a command.
  for (const { 0: word, index } of text.matchAll(/[|;&\r\n]|(?:[^\s"'`,[\](){}|;&\\]|\\(?!["']))+/gu)) {
    // In a value that was taken.
    if (index < stop) continue;
    if (/^[|;&\r\n]$/u.test(word)) {
      if (isLast && last !== null) yield last;
      [taken, isLast, last, before] = [null, false, null, ''];
    } else if (taken === null) taken = PROGRAMS.get(word.slice(word.lastIndexOf('/') + 1)) ?? null;
    else {
      const start = valueStart(word, before, taken);
      const value = start === null ? null : valueAt(text, index, index + start);
      if (value !== null) {
        yield value;
        stop = value.end;
      }
      if (word.startsWith('-')) isLast ||= taken.last !== undefined && word.includes(taken.last);
      else last = valueAt(text, index, index);
      before = isAwaited(word, taken) ? word : '';
      if (word === taken.command) taken = { apart: taken.apart ?? [] };
    }
  }
  if (isLast && last !== null) yield last;
}

function isAwaited(word: string, { apart, logins, command }: Taken): boolean {
  if (command !== undefined) return false;
  if (apart?.includes(word) === true || word === '--cert') return true;
  return logins !== undefined && /^-[A-Za-z]+$/u.test(word) && logins.includes(word.charAt(word.length - 1));
}

/** Where in a word a password begins; null where it holds none. */
function valueStart(word: string, before: string, { apart, attached }: Taken): number | null {
  if (before === '' || word.startsWith('-'))
    return attached?.find((option) => word.startsWith(option) && !word.startsWith('--'))?.length ?? null;
  if (apart?.includes(before) === true) return 0;
  return LOGIN.exec(word)?.[0].length ?? null;
}

const LONGEST = 500;

/** A value up to where its quotes end, which may begin before its word, or its first blank; null where there is none. */
function valueAt(text: string, word: number, start: number): Span | null {
  const near = text.slice(start, start + LONGEST);
  const opened = /^\\?["']/.exec(near)?.[0] ?? '';
  const quote = opened.slice(-1) || (/["']/.exec(text.charAt(word - 1))?.[0] ?? '');
  const line = near.slice(opened.length).split(/[\r\n]/u, 1)[0] ?? '';
  // Inside of other quotes they are escaped.
  const quoted = quote === '' ? -1 : line.search(quote === '"' ? /\\?"/u : /\\?'/u);
  const length = quoted >= 0 ? quoted : (/^[^\s"'`]*/u.exec(line)?.[0].replace(/[,}\]]+$/u, '').length ?? 0);
  const from = start + opened.length;
  return length === 0 ? null : { start: from, end: from + length };
}
