import type { Span } from '../../load/types.js';
import { argumentLists } from './argument-lists.js';
import { isSecretKey } from './keys/secret-keys.js';

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
  /** Whether a login is a word of its own, with a slash before its password. */
  readonly slashed?: true;
  /** The letter of the option with which it is the last word. */
  readonly last?: string;
}

const MYSQL: Taken = { attached: ['-p'] };
const LDAP: Taken = { apart: ['-w'] };
const REGISTRY: Taken = { apart: ['-p'], command: 'login' };
const MONGO: Taken = { apart: ['-p'] };
const ZIP: Taken = { apart: ['-P'] };
const ORACLE: Taken = { slashed: true };
const HTTPIE: Taken = { logins: 'a' };

/** As their manuals say. Options with a name, such as `--password`, are known without the program. */
const PROGRAMS: ReadonlyMap<string, Taken> = new Map<string, Taken>([
  ['redis-cli', { apart: ['-a'] }],
  ...['mysql', 'mysqladmin', 'mysqldump', 'mysqlsh'].map((name) => [name, MYSQL] as const),
  ...['mariadb', 'mariadb-admin', 'mariadb-dump'].map((name) => [name, MYSQL] as const),
  ['sshpass', { apart: ['-p'], attached: ['-p'] }],
  ...['docker', 'podman', 'nerdctl', 'oras', 'crane'].map((name) => [name, REGISTRY] as const),
  ...['helm', 'az', 'oc', 'cf'].map((name) => [name, REGISTRY] as const),
  ...['zip', 'unzip'].map((name) => [name, ZIP] as const),
  ...['7z', '7za'].map((name) => [name, MYSQL] as const),
  ...['ldapsearch', 'ldapwhoami', 'ldapadd', 'ldapmodify', 'ldapdelete'].map((name) => [name, LDAP] as const),
  ['sqlcmd', { apart: ['-P'], attached: ['-P'] }],
  ['bcp', { apart: ['-P'], attached: ['-P'] }],
  ...['mongo', 'mongosh', 'mongodump', 'mongorestore'].map((name) => [name, MONGO] as const),
  ['curl', { logins: 'uUE' }],
  ...['http', 'https', 'xh'].map((name) => [name, HTTPIE] as const),
  ...['sqlplus', 'expdp', 'impdp', 'sqlldr', 'rman'].map((name) => [name, ORACLE] as const),
  ['htpasswd', { last: 'b' }],
]);

const LOGIN = /^[^:]{1,100}:(?!\/\/)(?=.)/u;

/** Most texts name none of them. */
const NAMED = new RegExp(`(?:^|[\\s"'\`/[(,])(?:${[...PROGRAMS.keys()].join('|')})(?=["',\\]\\s]|$)`, 'u');

/** Passwords that a command takes by an option whose letter means something else to another program. */
export function* secretsOfCommands(text: string): Iterable<Span> {
  yield* belowOptions(text);
  yield* piped(text);
  if (!NAMED.test(text)) return;
  yield* inLines(text);
  for (const words of argumentLists(text)) yield* inArguments(text, words);
}

const OPTION_ABOVE =
  /(?:^|[\s"'])--?([A-Za-z][\w.-]{1,60})[ \t]*(?:\r\n|\n|\r|(\\+)[ \t]*(?:\r\n|\n|\r))[ \t#]*([^\s:"'#-][^\s:]{0,500})(?=[ \t]*(\\?)[ \t]*([\r\n]|$)?)/gu;

/** `--password` at the end of a line that goes on: behind a backslash, or with a word that is alone on the next one. */
function* belowOptions(text: string): Iterable<Span> {
  for (const { 0: whole, 1: name = '', 2: joint, 3: word = '', 5: end, index } of text.matchAll(
    OPTION_ABOVE,
  )) {
    if ((joint === undefined && end === undefined) || !isSecretKey(name)) continue;
    yield { start: index + whole.length - word.length, end: index + whole.length };
  }
}

const PIPED =
  /\b(?:echo|printf)[ \t]+([^\r\n|]{1,500}?)[ \t]*\|(?=[^\r\n]{0,500}?[ \t]--?[a-z]{0,20}-?(?:pass(?:word|wd)?|token|secret)-?stdin\b)/gu;

/** `echo hunter2 | docker login --password-stdin`. */
function* piped(text: string): Iterable<Span> {
  if (!text.includes('stdin')) return;
  for (const { 0: whole, 1: value = '', index } of text.matchAll(PIPED)) {
    const start = index + whole.indexOf(value);
    if (!VARIABLE.test(value)) yield { start, end: start + value.length };
  }
}

/** Says where the value comes from. */
const VARIABLE = /^(?:-\w+ |["']?%s\S*[ \t]+)*["']?\$\{?\w+\}?["']?$/u;

/** What joins two lines: a backslash, an option at the beginning of the second. Then what ends a command, then a word. */
const PARTS =
  /(?<joint>\\+[ \t]*(?:\r\n|\n|\r)|(?<![\r\n])[\r\n]+(?=[ \t#]*-[^\s-]))|[|;&\r\n]|(?:[^\s"'`,[\](){}|;&\\]|\\(?!["'\r\n]))+/gu;

/** One line after the other, or as many as a shell or a folded text makes one of. */
function* inLines(text: string): Iterable<Span> {
  let command = new Command();
  let stop = 0;
  for (const { 0: word, index, groups } of text.matchAll(PARTS)) {
    // In a value that was taken, or between lines that belong together.
    if (index < stop || groups?.['joint'] !== undefined || word === '#') continue;
    if (/^[|;&\r\n]$/u.test(word)) {
      if (command.awaits && VALUE_BELOW.test(text.slice(index, index + LONGEST))) continue;
      if (command.last !== null) yield command.last;
      command = new Command();
      continue;
    }
    const { taken } = command;
    const start = command.take(word, () => valueAt(text, index, index));
    if (start === null || taken === null) continue;
    const value = upTo(valueAt(text, index, index + start), word, index, taken);
    if (value === null) continue;
    yield value;
    stop = value.end;
  }
  if (command.last !== null) yield command.last;
}

/** Behind an option that ends its line, one word on a line that is neither a setting nor an item. */
const VALUE_BELOW = /^[\r\n]+[ \t#]*(?!-)[^\s:]+[ \t]*(?:[\r\n]|$)/u;

/** Each word is a whole one, whatever is in it. */
function* inArguments(text: string, words: readonly Span[]): Iterable<Span> {
  const command = new Command();
  for (const span of words) {
    const word = text.slice(span.start, span.end);
    const { taken } = command;
    const start = command.take(word, () => span);
    if (start === null || taken === null) continue;
    const end = endOfValue(word, taken);
    if (start < end) yield { start: span.start + start, end: span.start + end };
  }
  if (command.last !== null) yield command.last;
}

/** What is known of a command, word by word. */
class Command {
  /** Null before a program is named that takes passwords. */
  taken: Taken | null = null;
  #before = '';
  #isLast = false;
  #word: Span | null = null;

  /** Whether the next word belongs to the last one. */
  get awaits(): boolean {
    return this.#before !== '';
  }

  /** The password that is the last word; null where an option did not say so. */
  get last(): Span | null {
    return this.#isLast ? this.#word : null;
  }

  /**
   * Answers where in the word a password begins; null where it holds none.
   *
   * @param spanOf the whole word, which may be the last
   */
  take(word: string, spanOf: () => Span | null): number | null {
    const { taken } = this;
    if (taken === null) {
      this.taken = PROGRAMS.get(word.slice(word.lastIndexOf('/') + 1)) ?? null;
      return null;
    }
    const start = valueStart(word, this.#before, taken);
    if (word.startsWith('-')) this.#isLast ||= taken.last !== undefined && word.includes(taken.last);
    else this.#word = spanOf();
    this.#before = isAwaited(word, taken) ? word : '';
    // Behind the command of a program, its options mean what they do there.
    if (word === taken.command) this.taken = { apart: taken.apart ?? [] };
    return start;
  }
}

function isAwaited(word: string, { apart, logins, command }: Taken): boolean {
  if (command !== undefined) return false;
  if (apart?.includes(word) === true || word === '--cert') return true;
  return logins !== undefined && /^-[A-Za-z]+$/u.test(word) && logins.includes(word.charAt(word.length - 1));
}

/** Where in a word a password begins; null where it holds none. */
function valueStart(word: string, before: string, { apart, attached, slashed }: Taken): number | null {
  if (slashed === true) return SLASHED.exec(word)?.[1]?.length ?? null;
  if (before === '' || word.startsWith('-'))
    return attached?.find((option) => word.startsWith(option) && !word.startsWith('--'))?.length ?? null;
  if (apart?.includes(before) === true) return 0;
  return LOGIN.exec(word)?.[0].length ?? null;
}

/** `user/password@host`, `userid=user/password`. A file is named with its ending. */
const SLASHED = /^((?:userid=)?[\w$#.]+\/)(?!\/|[\w-]*\$|[^@]*[./][^@]*$)/iu;

/** Behind the password of such a login is a host. */
function endOfValue(word: string, { slashed }: Taken): number {
  const at = slashed === true ? word.lastIndexOf('@') : -1;
  return at < 0 ? word.length : at;
}

function upTo(value: Span | null, word: string, index: number, taken: Taken): Span | null {
  if (value === null || taken.slashed !== true) return value;
  return { start: value.start, end: Math.min(value.end, index + endOfValue(word, taken)) };
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
