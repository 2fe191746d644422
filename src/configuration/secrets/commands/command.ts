import type { Span } from '../../../load/types.js';
import { isCode } from '../keys/codes.js';
import { isSecretHeader } from '../keys/containers.js';
import { isSecretKey } from '../keys/secret-keys.js';
import { PROGRAMS } from './programs.js';
import type { Taken } from './taken.js';
import { isVariable } from './words.js';

/** What is known of a command, word by word. */
export class Command {
  /** Null before a program is named that takes passwords. */
  taken: Taken | null = null;
  readonly #text: string;
  #before = '';
  #isLast = false;
  /** Whether something stands before the program that is no command, as in a sentence. */
  #isTold = false;
  #isSealed = false;
  /** Whether the option is there that makes a secret of a word. */
  #isGiven = false;
  #previous = '';
  /** The words that are no options, whole. */
  #words: Span[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether the next word belongs to the last one. */
  get awaits(): boolean {
    return this.#before !== '';
  }

  /** What follows is a comment or another text, in which no word has a place. */
  seal(): void {
    this.#isSealed = true;
  }

  /** The passwords that their place tells, once all words are known. */
  get placed(): readonly Span[] {
    const found = this.#words;
    if (this.#isLast) return found.slice(-1);
    const [least, most] = this.#wordsAsked();
    if (most === 0 || found.length < least) return [];
    const every = this.taken?.every === true;
    const told = found.slice(least - 1, most);
    if (this.#isTold || (found.length > most && !every)) {
      const codes = told.filter((span) => isNoWord(this.#textOf(span)));
      return every ? codes : codes.slice(0, 1);
    }
    return (every ? told : found.slice(-1)).filter((span) => {
      const text = this.#textOf(span);
      return !isVariable(text) && !WORD_OF_SENTENCE.test(text);
    });
  }

  /** How many words there are at least and at most; none where it is no such command. */
  #wordsAsked(): readonly [least: number, most: number] {
    const { taken } = this;
    if (taken === null || (taken.given !== undefined && !this.#isGiven)) return NO_WORDS;
    const first = this.#textOf(this.#words[0]);
    const asked = taken.first?.test(first) === false ? taken.otherwise : taken;
    return asked?.first?.test(first) === false ? NO_WORDS : (asked?.words ?? NO_WORDS);
  }

  /**
   * Answers where in the word a password begins; null where it holds none.
   *
   * @param at where the word begins
   * @param spanOf the whole word, with what a quote or a sign in it parts
   */
  take(word: string, at: number, spanOf: () => Span | null): number | null {
    const { taken } = this;
    if (taken === null || (taken.runs === true && this.#before === '')) {
      const program = PROGRAMS.get(word.replace(BEFORE_PROGRAM, ''));
      if (program !== undefined) {
        this.#isTold = taken === null && !BEFORE_COMMAND.test(this.#text.slice(Math.max(0, at - 40), at));
        this.taken = program;
        return null;
      }
      if (taken === null) return null;
    }
    const start = this.#before === '' ? null : this.#behindOption(word, spanOf, taken);
    const found = start ?? (this.#isFree(word) ? startIn(word, () => this.#textOf(spanOf()), taken) : null);
    const command = taken.commands?.get(word);
    if (word.startsWith('-')) this.#isLast ||= taken.last !== undefined && word.includes(taken.last);
    else if (command === undefined) this.#count(word, at, spanOf, taken);
    if (word === taken.given) this.#isGiven = true;
    this.#before = isAwaited(word, this.#previous, taken) ? word.replace(/=$/, '') : '';
    this.#previous = word;
    // Behind the command of a program, its options mean what they do there.
    if (command !== undefined) [this.taken, this.#words] = [command, []];
    return found;
  }

  /** Whether no option has the word. */
  #isFree(word: string): boolean {
    return this.#before === '' || word.startsWith('-');
  }

  #behindOption(word: string, spanOf: () => Span | null, taken: Taken): number | null {
    if (word.startsWith('-') || taken.slashed === true) return null;
    if (taken.apart?.includes(this.#before) === true) return 0;
    if (taken.pairs?.includes(this.#before) === true) return startOfValue(word, 0);
    if (taken.headers?.includes(this.#before) === true) return startOfHeader(this.#textOf(spanOf()), 0);
    if (takesLogin(this.#before, taken)) return startOfLogin(this.#textOf(spanOf()), 0, taken);
    return taken.keyed === true ? 0 : null;
  }

  #count(word: string, at: number, spanOf: () => Span | null, taken: Taken): void {
    if (this.#isSealed || (taken.last === undefined && taken.words === undefined)) return;
    if (/^\d?[<>]/.test(word)) {
      this.seal();
      return;
    }
    const isValue = taken.last === undefined && this.#before !== '';
    if (isValue || taken.skipped?.test(word) === true || this.#words.some((span) => isIn(at, span))) return;
    const span = spanOf();
    if (span === null) return;
    // Of many words, the first ones or the last one are asked for.
    if (this.#words.length > MOST_WORDS) this.#words.splice(taken.last === undefined ? -1 : 0, 1);
    this.#words.push(span);
  }

  #textOf(span: Span | null | undefined): string {
    return span === null || span === undefined ? '' : this.#text.slice(span.start, span.end);
  }
}

const MOST_WORDS = 6;
const NO_WORDS = [1, 0] as const;

function isIn(at: number, { start, end }: Span): boolean {
  return start <= at && at < end;
}

/** The path to a program, and what a setting calls its command: `START=redis-cli`. */
const BEFORE_PROGRAM = /^.*[/=]/su;

/** Where a command may begin: a line, a value, a text in quotes, or behind another command. */
const BEFORE_COMMAND =
  /(?:^|[\r\n;|&"'`:=(,[{]|\b(?:sudo|exec|then|do|else|time|RUN|CMD|ENTRYPOINT)|\s-c)[\s#*$>-]*(?:[\w.-]{0,30}\/){0,5}$/;

/** What is said about a command, and is no password. */
const WORD_OF_SENTENCE =
  /^(?:-|first|again|then|now|here|once|required|needed|failed|fails|expired|works|commands?|is|was|has|with|for|to|and|or|from|in|on|page|prompt|help|token|password|user)[.,:;!?]*$/i;

/** Whether a word is none of a sentence, nor an address that this names. */
function isNoWord(text: string): boolean {
  return (
    !/[/$]/.test(text) && (isCode(text) || /^(?=\D{0,100}\d)(?=[^A-Za-z]{0,100}[A-Za-z])\S{6,}$/.test(text))
  );
}

/** What stands before a password, up to the sign. */
const LOGINS = {
  ':': /[^:]{1,100}:(?!\/\/)(?=.)/uy,
  ',': /[^,\s]{1,100},(?=.)/uy,
  '%': /[^%\s]{1,100}%(?=.)/uy,
};
const PAIR = /[^\s=]{1,200}=/y;

function startOfLogin(text: string, from: number, { sign }: Taken): number | null {
  return endOf(LOGINS[sign ?? ':'], text, from);
}

/** Of `name=value`; null where it says where the value comes from. */
function startOfValue(word: string, from: number): number | null {
  const start = endOf(PAIR, word, from);
  return start === null || isVariable(word.slice(start)) ? null : start;
}

/** Of `X-Custom: value`; null where it says where the value comes from. */
function startOfHeader(text: string, from: number): number | null {
  const start = endOf(HEADER, text, from);
  return start === null || !isSecretHeader(text.slice(from)) || isVariable(text.slice(start)) ? null : start;
}

const HEADER = /[\w-]{1,100}:[ \t]*(?=\S)/uy;

function endOf(pattern: RegExp, text: string, from: number): number | null {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Where in a word a password begins that no option before it takes. */
function startIn(word: string, whole: () => string, taken: Taken): number | null {
  const { apart, attached, named, pairs, headers, logins = '', sign, assigns, slashed } = taken;
  if (slashed === true) return SLASHED.exec(word)?.[1]?.length ?? null;
  const option = attached?.find(
    (each) => word.startsWith(each) && !isPort(word, each) && !word.startsWith('--'),
  );
  if (option !== undefined) return option.length;
  const long = apart?.find((each) => each.startsWith('--') && word.startsWith(`${each}=`));
  if (long !== undefined) return long.length + 1;
  const header = headers?.find((each) => word.startsWith(each) && word.length > each.length);
  if (header !== undefined) return startOfHeader(whole(), header.length + (header.startsWith('--') ? 1 : 0));
  if (assigns === true) return word.startsWith('-') ? null : startOfValue(word, 0);
  const pair = pairs?.find((each) => word.startsWith(`${each}=`));
  if (pair !== undefined) return startOfValue(word, pair.length + 1);
  const name = named?.find((each) => word.startsWith(`${each}=`));
  if (name !== undefined) return startOfLogin(whole(), name.length + 1, taken);
  if (sign === undefined) return null;
  const isAttached = word.startsWith('-') && word.length > 2 && logins.includes(word.charAt(1));
  if (isAttached) return startOfLogin(whole(), 2, taken);
  return sign === ',' ? (OPENED.exec(whole())?.[0].length ?? null) : null;
}

/** A command of the program's own, all of it in quotes. */
const OPENED = /^(?=\S{1,20}\s).{0,200}?\s-u ?[^,\s]{1,100},(?=.)/u;

/** `docker run -p8080:80 mysql`. */
function isPort(word: string, option: string): boolean {
  return option === '-p' && /^-p\d{2,5}:\d/.test(word);
}

function isAwaited(word: string, previous: string, taken: Taken): boolean {
  const option = word.replace(/=$/, '');
  const { apart, pairs, headers, valued, keyed, behind } = taken;
  if (apart?.includes(word) === true || pairs?.includes(option) === true || valued?.test(word) === true)
    return true;
  if (headers?.includes(option) === true || takesLogin(option, taken)) return true;
  return keyed === true && behind?.test(previous) !== false && !word.includes('=') && isSecretKey(word);
}

function takesLogin(option: string, { logins, named }: Taken): boolean {
  if (option === '--cert' || named?.includes(option) === true) return true;
  return (
    logins !== undefined && /^-[A-Za-z]+$/u.test(option) && logins.includes(option.charAt(option.length - 1))
  );
}

/** `user/password@host`, `userid=user/password`. A file is named with its ending. */
const SLASHED = /^((?:userid=)?[\w$#.]+\/)(?!\/|\$(?:\{\w+\}|[A-Za-z_]\w*|\(\w+\))(?:@|$)|[^@]*[./][^@]*$)/iu;

/** Behind the password of such a login is a host. */
export function endOfValue(word: string, { slashed }: Taken): number {
  const at = slashed === true ? word.lastIndexOf('@') : -1;
  return at < 0 ? word.length : at;
}
