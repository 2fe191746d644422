import { greatest } from '../../../core/many.js';
import type { Credentials } from '../../../configuration/logins.js';
import { encoded } from '../../../core/text/encoded.js';
import { isDistinctive, isMixed, MASK } from '../../../core/text/secret-text.js';
import { replaceEncoded, withoutUnseen, withPlainLetters } from './disguises.js';
import { longestBeginning, Masking, type Form } from './masking.js';
import { withoutOthers, type Hide } from './others.js';
import { misread, spelled } from './spellings.js';

/** What was sent to an engine and may come back: in an answer, in the words of a failure. */
export interface Sent {
  readonly credentials: Credentials | null;
  /** Logins of the proxies in between. */
  readonly proxies: readonly Credentials[];
  /** The base that is called, and how it is shown. */
  readonly address: string;
  readonly shown: string;
  /** Whether who answers knows the secrets of the configuration without being sent them, as a running Optimize does. */
  readonly knowsAll?: boolean;
}

/** A shorter part of an address may be anything. */
const SHORTEST_PART = 4;

/** A shorter password may be any number or abbreviation. */
const SHORTEST_SAID = 4;

/** Bytes of an answer in which Base64 is read: ids of long lists look like it, and to read each takes longer than all else. */
const DECODED = 4_096;

/** Characters that one of a secret takes at most, in the longest of the usual spellings. */
const LONGEST_SPELLING = 12;

/**
 * Takes secrets out of what an engine or a proxy sends back: error pages like to repeat the request. A password that is an ordinary word is
 * left where it stands alone, because keys and tenants may have the same name; a login as a whole is no word.
 */
export class Echoes {
  readonly #anywhere: Masking;
  readonly #said: Masking;
  readonly #reach: number;
  readonly #hide: Hide;
  readonly #knowsAll: boolean;

  /**
   * @param anywhere what is masked wherever it stands; longest first, so that masking one never leaves the rest of a longer one
   * @param said what is masked in sentences as well
   * @param longest characters of the longest
   * @param hide takes out the other secrets of the configuration: of sentences always, of everything where `knowsAll`
   */
  constructor(
    anywhere: readonly Form[],
    said: readonly Form[],
    longest: number,
    hide: Hide = (text) => text,
    knowsAll = false,
  ) {
    this.#anywhere = new Masking(anywhere);
    this.#said = new Masking([...anywhere, ...said]);
    this.#reach = longestBeginning(longest) * LONGEST_SPELLING;
    this.#hide = hide;
    this.#knowsAll = knowsAll;
  }

  /** Whether there is nothing to look for in a body. */
  get isEmpty(): boolean {
    return this.#anywhere.isEmpty && !this.#knowsAll;
  }

  /** Looks for them in a body as it comes: true from the first chunk on that holds one. Cheap: most bodies hold none. */
  watch(): (chunk: Buffer) => boolean {
    let tail = '';
    let seen = false;
    let read = 0;
    return (chunk) => {
      // Such bodies are short, and each is cleaned.
      if (this.#knowsAll) return true;
      if (seen || this.isEmpty) return seen;
      // Byte by byte, so that no character is cut: one of the ways in which a secret is read anyhow.
      const text = tail + chunk.toString('latin1');
      const first = text.slice(0, Math.max(0, tail.length + DECODED - read));
      seen = isTold(text, this.#anywhere) || masked(first, this.#anywhere) !== first;
      read += chunk.length;
      tail = text.slice(-this.#reach);
      return seen;
    };
  }

  /** Whether a text holds one. */
  areIn(text: string): boolean {
    return this.#cleanText(text) !== text;
  }

  /** The same value with every text in it, keys included, without them. */
  clean<T>(value: T): T {
    return cleaned(value, (text) => this.#cleanText(text));
  }

  /** The same for what is said to people, where a short password or a login of words is no name. */
  cleanSaid<T>(value: T): T {
    return cleaned(value, (text) => withoutOthers(masked(text, this.#said), this.#hide, true));
  }

  #cleanText(text: string): string {
    const left = masked(text, this.#anywhere);
    return this.#knowsAll ? withoutOthers(left, this.#hide) : left;
  }
}

function isTold(text: string, masking: Masking): boolean {
  if (masking.isIn(text)) return true;
  const plain = withPlainLetters(text);
  return plain !== text && masking.isIn(plain);
}

function masked(text: string, masking: Masking): string {
  if (masking.isEmpty) return text;
  const plain = withPlainLetters(withoutUnseen(text));
  const read = plain !== text && masking.isIn(plain) ? plain : text;
  return replaceEncoded(masking.mask(read), (inside) => isTold(inside, masking), MASK);
}

function cleaned<T>(value: T, hide: Hide): T;
function cleaned(value: unknown, hide: Hide): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((item: unknown) => cleaned(item, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [hide(key), cleaned(item, hide)]),
  );
}

/** For what was sent to nobody. */
export const NO_ECHOES = new Echoes([], [], 0);

/** `hide` takes out the secrets of the configuration, and knows which passwords are names in it, and stay. */
export function echoesOf(
  { credentials, proxies, address, shown, knowsAll = false }: Sent,
  hide: Hide,
): Echoes {
  const own = credentials === null ? [] : [credentials];
  const logins = [...own, ...proxies];
  // Those of proxies stand in no configuration.
  const secrets = new Set([
    ...own.flatMap((login) => textsOf(login, (word) => hide(word) === word)),
    ...proxies.flatMap((login) => textsOf(login, () => false)),
  ]);
  const pairs = [...[...secrets].map((secret) => [secret, MASK] as const), ...partsOf(address, shown)];
  const forms = pairs
    .toSorted(([a], [b]) => b.length - a.length)
    .map(([text, told]): Form => ({ parts: () => spelled(text), shown: told }));
  return new Echoes(
    forms,
    logins.flatMap(saidFormsOf),
    greatest(
      pairs.map(([text]) => text.length),
      0,
    ),
    hide,
    knowsAll,
  );
}

/** The base and, because servers speak of paths, every part of it that is shown in another way. */
function partsOf(address: string, shown: string): readonly (readonly [string, string])[] {
  if (address === shown) return [];
  const [called, told] = [address.split('/'), shown.split('/')];
  const differing = called.flatMap((part, index): (readonly [string, string])[] => {
    const other = told[index] ?? MASK;
    return part === other || part.length < SHORTEST_PART ? [] : [[part, other]];
  });
  return [[address, shown], ...differing];
}

/** A login of which something was sent: what is not empty. */
function loginsIn({ user, password }: Credentials): readonly { user: string; password: string }[] {
  return user === null || password === null || password.trim() === '' ? [] : [{ user, password }];
}

/** Everything that is masked wherever it stands, as it may be encoded as a whole. */
function textsOf(credentials: Credentials, isName: (word: string) => boolean): readonly string[] {
  const { headers = {} } = credentials;
  const sent = Object.values(headers).flatMap((value) => [value, ...value.split(/\s+/u).slice(1)]);
  const logins = loginsIn(credentials);
  const words = [...sent, ...logins.map(({ password }) => password)];
  const alone = words.filter((word) => isDistinctive(word.trim()) && !isName(word));
  const texts = [...alone, ...logins.map(({ user, password }) => `${user}:${password}`)];
  return texts.flatMap((text) => [...misread(text), ...encoded(text)]);
}

/** What names of an engine's data may be, too: a short password by itself, and any behind its user. */
function saidFormsOf(credentials: Credentials): readonly Form[] {
  return loginsIn(credentials).flatMap(({ user, password }) => {
    const isNoWord = password.trim().length >= SHORTEST_SAID && isMixed(password);
    return misread(password).flatMap((text) => [
      ...(isNoWord ? [behind([WORD_BEGINS], text)] : []),
      behind([...spelled(user), String.raw`\s?[:/|,]\s?`], text),
    ]);
  });
}

function behind(before: readonly string[], text: string): Form {
  return {
    shown: MASK,
    *parts() {
      yield* before;
      yield* spelled(text);
      yield WORD_ENDS;
    },
  };
}

/** No letter and no digit, but for those of `%20`. */
const WORD_BEGINS = String.raw`(?<!(?<!%[\da-f]?)[A-Za-z\d\u00c0-\u024f])`;
const WORD_ENDS = String.raw`(?![A-Za-z\d\u00c0-\u024f])`;
