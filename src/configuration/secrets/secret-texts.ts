import { greatest } from '../../core/many.js';
import type { Span } from '../../load/types.js';
import { secretsOfCommands } from './commands.js';
import { knownTokensIn } from './known-tokens.js';
import { secretsInMarkup } from './markup.js';
import { secretsInNotations } from './notations.js';
import { defaultsIn, exceptPlaceholder } from './placeholders.js';
import { firstOf } from './spans.js';
import { secretsInStatements } from './statements.js';
import { defaultsInTemplates } from './templates.js';

/**
 * What is a secret by its looks, whatever it stands behind: logins and parameters in addresses, tokens of HTTP headers, private keys,
 * defaults of placeholders for a secret. Every character is looked at a fixed number of times: a text may be a megabyte long.
 */
export function secretsInText(text: string): Span[] {
  return [
    ...addressesIn(text),
    ...tokensIn(text),
    ...(MAY_RUN.test(text) ? secretsOfCommands(text) : []),
    ...secretsInStatements(text),
    ...secretsInNotations(text),
    ...knownTokensIn(text),
    ...privateKeysIn(text),
    ...secretsInMarkup(text),
    ...defaultsInTemplates(text),
    ...defaultsIn(text, false),
  ];
}

/**
 * Something that every command line has: two words beside each other, an option, a list, a document of a shell. In most
 * configurations a blank stands behind a colon only, and none of the patterns for commands has to be prepared.
 */
const MAY_RUN =
  /[^\s:#][^\S\r\n]+[^\s#]|(?:^|[\s"'])--?[A-Za-z]|,|<<|\\[nrt]|(?:^|[\r\n])[^\S\r\n]*-[^\S\r\n]+[^\s:]+[^\S\r\n]*(?:$|[\r\n])/;

/** The same for a text that is known to be one value. */
export function secretsInValue(text: string): Span[] {
  // An address may be all of it, blanks and quotes included.
  const whole = /^[\w+.-]+:[^\s"']*[\s"']/u.test(text) ? inWord(text, 0) : [];
  return [...secretsInText(text), ...defaultsIn(text, true), ...whole];
}

/** Whether an address ends before a character. A quote in the middle of a word belongs to it, and so does a bracket that is of no tag. */
function isEnd(text: string, at: number): boolean {
  const character = text.charAt(at);
  if (character === '"' || character === "'") {
    const [before, behind] = [text.charAt(at - 1), text.slice(at + 1, at + 5)];
    if (/[^\s:,;{[(=]/.test(before) && /^["']*@/.test(behind)) return false;
    if (/[:"']/.test(before) && beginsPassword(text, at)) return false;
    return !/[^\s"':,;{[(=]/u.test(before) || !/^[\w\u0080-\uffff]/.test(behind);
  }
  if (character === '<') return TAG.test(text.slice(at, at + LONGEST_TAG));
  if (character === '>') return TAG_END.test(text.slice(Math.max(0, at + 1 - LONGEST_TAG), at + 1));
  return /\s/u.test(character);
}

/** `http://user:"` with an `@` behind it. */
function beginsPassword(text: string, at: number): boolean {
  return (
    /\/\/[^\s"'/@]{1,60}:["']{0,2}$/.test(text.slice(Math.max(0, at - 65), at)) &&
    /^\S{1,200}@/.test(text.slice(at + 1, at + 202))
  );
}

const TAG = /^<[^<>@]*>/;
const TAG_END = /<[^<>@]*>$/;
const LONGEST_TAG = 200;

/** Words around an `@`, `?`, `;` or `#`. */
function* addressesIn(text: string): Iterable<Span> {
  let done = 0;
  const telling = /[@?;#]/gu;
  for (let match = telling.exec(text); match !== null; match = telling.exec(text)) {
    let start = match.index;
    while (start > done && !isEnd(text, start - 1)) start -= 1;
    let end = match.index + 1;
    while (end < text.length && !isEnd(text, end)) end += 1;
    yield* inWord(text.slice(start, end), start);
    telling.lastIndex = done = end;
  }
  for (const pattern of text.includes('%') ? [BROKEN_LOGIN, ENCODED_LOGIN] : [BROKEN_LOGIN])
    for (const { 0: login, index } of text.matchAll(pattern))
      yield { start: index, end: index + login.length };
}

/** `http://user:password%40host`. */
const ENCODED_LOGIN = /(?<=:\/\/)[^\s:/@"'<>]{0,100}:[^\s/"'<>]{1,200}(?=%(?:25)?40[\w[])/gu;

/** `http://user:some blanks@host`. Behind a colon there is a port where no login is. */
const BROKEN_LOGIN =
  /(?<=:\/\/)[^\s:/@"'<>]{0,100}:(?!\d+\s|\$\{)[^\s/@"']{1,100}(?:[^\S\r\n]{1,3}[^\s/@"']{1,100}){0,5}[^\S\r\n]{0,3}(?=@[\w[])/gu;

/** Secrets in what may be an address or a list of them, e.g. `http://user:password@host/path;session=1?key=2`. */
export function inWord(word: string, offset: number): readonly Span[] {
  const schemes = schemesIn(word);
  const logins = word.includes('@') ? loginsIn(word, schemes) : [];
  const body = schemes[0]?.end ?? 0;
  const from = logins.find(({ start }) => start <= body)?.end ?? body;
  const isAddress = schemes.length > 0 || /^(?:\/|[\w-]*:|jdbc:)/u.test(word);
  const spans = [...logins, ...parametersIn(word, from, isAddress)];
  return spans.map(({ start, end }) => ({ start: start + offset, end: end + offset }));
}

/** Every `http://`. */
function schemesIn(word: string): readonly Span[] {
  return Array.from(word.matchAll(/(?<=[\w+.-]):\/\//gu), ({ index }) => {
    const name = /[\w+.-]*$/u.exec(word.slice(Math.max(0, index - LONGEST_SCHEME), index))?.[0] ?? '';
    return { start: index - name.length, end: index + 3 };
  });
}

const LONGEST_SCHEME = 30;

function loginsIn(word: string, schemes: readonly Span[]): readonly Span[] {
  const logins = [loginWithoutScheme(word.slice(0, schemes[0]?.start))];
  let start: number | null = null;
  for (const [index, { end: body }] of schemes.entries()) {
    const end = schemes[index + 1]?.start ?? word.length;
    const part = word.slice(body, end);
    const isOver = part.includes('@') || (start === null && endsWithHost(part));
    start ??= body;
    if (!isOver && end < word.length) continue;
    logins.push(moved(loginIn(word.slice(start, end)), start));
    start = null;
  }
  return logins.filter((login) => login !== null);
}

/** Whether an address is over before the next one, which would be a part of its login otherwise: `http://user:a,http://b@host`. */
function endsWithHost(part: string): boolean {
  const head = part.slice(0, firstOf(part, /[/?#]/u, 0)).replaceAll(/\$\{[A-Za-z_]\w*\}/gu, '0');
  return HOSTS.test(head);
}

const HOSTS = /^(?:\[[^\]]*\]|[\w.-]*)(?::\d+)?(?:[,;|][\w.-]*(?::\d+)?)*(?:[)>('"}\]=&]|%[\dA-Fa-f]{2})*$/u;

function moved(span: Span | null, by: number): Span | null {
  return span === null ? null : { start: span.start + by, end: span.end + by };
}

/** Everything up to the `@` behind which a host stands; passwords hold anything, `/` and `@` included. */
function loginIn(address: string): Span | null {
  if (!address.includes('@')) return null;
  const head = address.slice(0, firstOf(address, /[/?#]/u, 0));
  // `host/path@x` and `host?mail=a@b`, but `user:pass/word@host`; with a port, `host:80/path@x` could be either.
  if (
    !head.includes('@') &&
    (HOST.test(head) || (HOST_AND_PORT.test(head) && address.charAt(head.length) !== '/'))
  )
    return loginBehind(address, head.length);
  let end = address.indexOf('@');
  for (let next = address.indexOf('@', end + 1); next >= 0; next = address.indexOf('@', end + 1)) {
    // Up to the next `@` only: no host holds one, and a word may hold thousands.
    const stop = firstOf(address, /[/?#@]/u, end + 1);
    if (stop < next && HOST_AND_PORT.test(address.slice(end + 1, stop))) break;
    end = next;
  }
  return { start: 0, end };
}

/** `host/path,user:password@host`: the next one of a list has no scheme. And `host/user:password@host`, where a slash was typed by habit. */
function loginBehind(address: string, from: number): Span | null {
  const start = firstOf(
    address,
    /(?<=[,;|>)])[\w.+-]{1,100}:[^/]|(?<=\/)[^\s/:@?#,;|>)]{1,100}:[^\s/:@?#]{1,200}@/u,
    from,
  );
  const end = address.lastIndexOf('@');
  return start < end && !/^@sha\d+:/u.test(address.slice(end)) ? { start, end } : null;
}

const HOST = /^(?:[\w.-]*|\[.*)$/u;
const HOST_AND_PORT = /^[\w.-]+(?::\d*)?$/u;

/** `user:password@host`. A digest of a container image looks alike. */
function loginWithoutScheme(word: string): Span | null {
  const end = word.lastIndexOf('@');
  const colon = word.indexOf(':');
  const oracle = /^jdbc:oracle:\w+:/u.exec(word);
  if (oracle !== null) return { start: oracle[0].length, end };
  const slashed = ORACLE.exec(word);
  if (slashed !== null) return { start: slashed.index + slashed[0].length, end };
  if (colon < 0 || colon > end || /^@(?:sha\d+:|$)/u.test(word.slice(end))) return null;
  const start = greatest(['=', '(', '[', '{', ','].map((mark) => word.lastIndexOf(mark, colon))) + 1;
  return colon === start ? null : { start, end };
}

/** `user/password@host:1521/service`: with a port and what is there, no image of a registry. */
const ORACLE = /(?:^|[=([{,])[\w$#]{1,100}\/(?=[^\s/@]{1,200}@(?:\/\/)?[\w.-]{1,200}:\d{1,5}[/:]\w)/u;

/** Values behind `?`, `&` and `;`. The names stay: they say what is in the address. */
function* parametersIn(word: string, from: number, isAddress: boolean): Iterable<Span> {
  const query = word.indexOf('?', from);
  const stop = /(?<![,}\]])[,}\]]*$/u.exec(word)?.index ?? word.length;
  if (!isAddress && (query < 0 || !word.includes('=', query))) return;
  const isNoParameter = (at: number): boolean => query < 0 || at < query;
  const parameter = /[;?&#]([^;?&#=]*)(=?)([^;?&#]*)/gu;
  parameter.lastIndex = from;
  for (let match = parameter.exec(word); match !== null; match = parameter.exec(word)) {
    const [whole, name = '', equals = '', value = ''] = match;
    const start = match.index + 1 + (equals === '' || !isNameOfParameter(name, value) ? 0 : name.length + 1);
    const end = match.index + whole.length;
    if (
      equals === '' &&
      (whole.startsWith('#') ? ROUTE.test(value === '' ? name : value) : isNoParameter(match.index))
    )
      continue;
    yield* exceptPlaceholder(
      word,
      start,
      isPlaceholder(equals === '' ? name : value) ? end : Math.min(end, Math.max(start, stop)),
    );
  }
}

/** `?dGhlIHNlY3JldA==` is a value without a name. */
function isNameOfParameter(name: string, value: string): boolean {
  return /^[\w.%[\]:-]*$/.test(name) && (/[^=]/.test(value) || !/\b(?=\w*[A-Z])\w*\d/.test(name));
}

/** Behind `#`: a place in a page, which is no secret. */
const ROUTE = /^(?:!?\/|[A-Za-z_-]{0,40}(?:-\d{1,3})?$)/;

function isPlaceholder(text: string): boolean {
  return /^\$\{[A-Za-z_]\w*\}/u.test(text);
}

/** `Bearer …`, `Basic …`, and what looks like a JSON web token. In the middle of a sentence, words have no digits and capitals. */
function* tokensIn(text: string): Iterable<Span> {
  const header = /(^|[:="'][ \t]*|\s)(?:bearer|basic|digest|negotiate|token|apikey)[ \t]+([^\s<>]+)/gimu;
  for (const match of text.matchAll(header)) {
    const [whole, before = '', token = ''] = match;
    const end = match.index + whole.length;
    // Trailing quotes and brackets are not of the token: it is the whole value where these or the end of the line follow.
    const isLast = /["',}\]]$/u.test(token) || /^[ \t]*(?:$|[\r\n])/u.test(text.slice(end, end + 20));
    const isWhole =
      isLast && (before.trim() !== '' || match.index === 0) && /^\W*(?:bearer|basic)/iu.test(whole);
    if (isWhole || (token.length > 5 && /\d|[a-z][A-Z]|=$/u.test(token)))
      yield { start: end - token.length, end };
  }
  // `curl -u user:password`, `-uuser:password`, `-b name=value`
  const options =
    /(?<=(?:^|[\s"'[])(?:-u["']?,?[ =]?|--(?:proxy-)?user["']?,?[ =])\\?["']{0,2}[^\s:"'=\\]{1,100}:|(?:^|\s)(?:-b|--cookie)[ =]\\?["']{0,2}[\w.-]{1,60}=)[^\s"']+/gu;
  for (const match of text.matchAll(options))
    yield { start: match.index, end: match.index + match[0].length };
  // What has no dot is passed over as a whole.
  for (const { 0: token, 1: behind, index } of text.matchAll(/\beyJ[\w-]+(\.[\w.+/=-]+)?/gu))
    if (behind !== undefined) yield { start: index, end: index + token.length };
}

const KEY_BEGINS = /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----/gu;
const KEY_ENDS = '-----END';

function* privateKeysIn(text: string): Iterable<Span> {
  if (!text.includes('PRIVATE KEY')) return;
  const cut = text.indexOf(KEY_ENDS);
  if (cut >= 0 && text.slice(0, cut).search(KEY_BEGINS) < 0) yield { start: beginOfKey(text, cut), end: cut };
  const begins = new RegExp(KEY_BEGINS);
  for (let match = begins.exec(text); match !== null; match = begins.exec(text)) {
    const start = match.index + match[0].length;
    const end = text.indexOf(KEY_ENDS, start);
    yield { start, end: end < 0 ? text.length : end };
    if (end < 0) return;
    begins.lastIndex = end;
  }
}

/** Of a key that was cut off above: what can be one before its end. */
function beginOfKey(text: string, end: number): number {
  let start = end;
  while (start > 0 && /[\w+/=\s\\]/.test(text.charAt(start - 1))) start -= 1;
  const above = text.slice(start, end);
  return start + Math.max(above.search(/[^\s\\]{16}/u), 0);
}
