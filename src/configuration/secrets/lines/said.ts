import { withoutTrailing } from '../../../core/text/text.js';
import type { Span } from '../../../load/types.js';
import { endOfWord } from '../commands/shell-words.js';
import { LONGEST } from '../commands/words.js';
import { isCode } from '../keys/codes.js';
import { isSecretKey } from '../keys/secret-keys.js';
import { exceptPlaceholder } from '../placeholders.js';
import { isVariableName } from './variables.js';

const OPTION =
  /(?:^|[\s"'])--?([A-Za-z\u0080-\uffff][^\s="',]{1,60})(?:\s+|["']\s*,\s*)(?:"([^"]{1,500})"|'(?:'(?=[^\s']))?([^']{1,500})'{1,2}|(\$\([^()\r\n]{1,300}\)|`[^`\r\n]{1,300}`|\$?\{\{[^{}\r\n]{1,300}\}\}|(?:\([^\s()"']{1,60}\)[ \t]{1,9})?[^\s"'-]\S*))/gu;

/** `--password hunter2`, `-storepass "hunter2"`, `--password "$A"hunter2`. */
export function* optionsIn(line: string, offset: number): Iterable<Span> {
  for (const { 0: whole, 1: name = '', 2: double, 3: single, 4: bare, index } of line.matchAll(OPTION)) {
    if (!isSecretKey(name)) continue;
    const value = double ?? single ?? withoutTrailing(bare ?? '', `"',)]`);
    const start = index + whole.lastIndexOf(value);
    const end = Math.max(
      start + value.length,
      endOfOption(line, index + whole.length, start, bare === undefined),
    );
    if (isVariableName(line.slice(start, end))) continue;
    for (const span of exceptPlaceholder(line, start, end))
      yield { start: span.start + offset, end: span.end + offset };
  }
}

/** Where the word of a shell ends that the value begins: what stands beside its quotes belongs to it. */
function endOfOption(line: string, behind: number, start: number, isQuoted: boolean): number {
  const from = isQuoted ? behind : start;
  const end = endOfWord(line.slice(0, start + LONGEST), from);
  return isQuoted && end === behind ? start : end;
}

/** `--password`, and the value on the next line. */
export function isSecretOption(text: string): boolean {
  const name = /^["']?--?([A-Za-z][\w.-]{1,60})["']?,?\s*$/.exec(text)?.[1];
  return name !== undefined && isSecretKey(name);
}

/**
 * `the password is hunter2`, `login u password hunter2`, `password of the import user - hunter2`: only what is no word, and behind a link or a
 * word that means nothing but a password.
 */
export function* saidIn(line: string, offset: number): Iterable<Span> {
  if (!/\d|[a-z][A-Z]/.test(line)) return;
  let [before, last] = ['', ''];
  let sinceSecret = Number.POSITIVE_INFINITY;
  for (const { 0: word, index } of line.matchAll(/\S+/gu)) {
    const told = toldIn(word);
    const start = offset + index + word.lastIndexOf(told);
    if (told !== '') yield { start, end: start + told.length };
    if (isCode(word) && (isTold(before, last) || (isLinkTo(sinceSecret, last) && !isName(word))))
      yield { start: offset + index, end: offset + index + withoutTrailing(word, `:,.;"')]}`).length };
    sinceSecret = endsSentence(last) ? Number.POSITIVE_INFINITY : sinceSecret + 1;
    if (/[\w)\]]$/.test(word) && isTelling(word)) sinceSecret = 1;
    [before, last] = [last, word];
  }
}

/** `password/hunter2X`, `password.hunter2X`; empty where it is the name of a file, of a setting or of a place. */
function toldIn(word: string): string {
  const [, name = '', told = ''] =
    /^["'([{]{0,3}([^\W\d][\w-]{1,40})[/.]([^\s/.:]+?)["')\]},:;.!?]{0,5}$/u.exec(word) ?? [];
  return isPassword(told) && !OFTEN_A_PLACE.test(name) && isSecretKey(name) ? told : '';
}

/** Whether a line may tell of a login in words. */
export function maySayLogin(line: string): boolean {
  return /\d/.test(line) && LOGIN_WORD.test(line);
}

const LOGIN_WORD = /log-?[io]n|logged|credential|account|anmeld|zugang/i;

/** Whether a word of a sentence is more likely a password than a name. */
export function isPassword(word: string): boolean {
  return isCode(word) && /\d/.test(word) && !NAME.test(word);
}

const OFTEN_A_PLACE = /secret|token|credential|key/i;
const NAME = /^(?:[a-z\d]+(?:[-_][a-z\d]+)+|[A-Z]?[a-z]+\d{0,4})$/;

function isTold(before: string, last: string): boolean {
  if (LINKS.test(last)) return isTelling(before);
  return !/secret|token|credential/i.test(last) && isTelling(last);
}

function isTelling(word: string): boolean {
  return /^[^:=]{1,40}$/.test(word) && isSecretKey(word);
}

/** Whether a word links what follows it to a secret that was spoken of so many words before. */
function isLinkTo(sinceSecret: number, word: string): boolean {
  return sinceSecret > 2 && sinceSecret <= MOST_WORDS && (LINKS.test(word) || FAR_LINKS.test(word));
}

/** As many as a sentence has between a secret and what it is. */
const MOST_WORDS = 14;

function endsSentence(word: string): boolean {
  return /[.!?:,;]$/.test(word);
}

const LINKS = /^(?:is|was|are|ist|war|lautet|es|est|[-–—|]|[-=]?>|→|==?|:=)$/u;

/** `password set to …`, `Passwort ist jetzt …`, `password of the import user: …`. */
const FAR_LINKS = /^(?:to|now|jetzt|nun|son|ahora)$|[A-Za-z]:$/;

/** Of a host, an alias and the like, which sentences about a secret name as well. */
function isName(word: string): boolean {
  return /^["'(]?(?:[a-z\d]+(?:[-.][a-z\d]+)+|\w+:\/\/.*)(?::\d+)?[:,.;"')]*$/.test(word);
}
