import { urlEncoded } from '../../../core/text/url-encoded.js';
import type { Credentials } from '../../../configuration/logins.js';
import { isDistinctive, MASK } from '../../../core/text/secret-text.js';

/** What was sent to an engine and may come back: in an answer, in the words of a failure. */
export interface Sent {
  readonly credentials: Credentials | null;
  /** Logins of the proxies in between. */
  readonly proxies: readonly Credentials[];
  /** The base that is called, and how it is shown. */
  readonly address: string;
  readonly shown: string;
}

/** A shorter part of an address may be anything. */
const SHORTEST_PART = 4;

/** Bytes before a chunk in which a secret may have begun. */
const LONGEST_TAIL = 1_024;

/**
 * Takes secrets out of what an engine or a proxy sends back: error pages like to repeat the request. A password that is an ordinary word is
 * left where it stands alone, because keys and tenants may have the same name; a login as a whole is no word.
 */
export class Echoes {
  /** Longest first, so that masking one never leaves the rest of a longer one. */
  readonly #pairs: readonly (readonly [string, string])[];
  /** As a body may write them. */
  readonly #written: readonly string[];
  readonly #bytes: readonly Buffer[];

  constructor(pairs: readonly (readonly [string, string])[]) {
    this.#pairs = pairs.toSorted(([a], [b]) => b.length - a.length);
    this.#written = [...new Set(pairs.flatMap(([text]) => inJson(text)))];
    this.#bytes = this.#written.map((text) => Buffer.from(text));
  }

  /** Looks for them in a body as it comes: true from the first chunk on that holds one. Cheap: most bodies hold none. */
  watch(): (chunk: Buffer) => boolean {
    let tail = Buffer.alloc(0);
    let seen = false;
    return (chunk) => {
      if (seen || this.#bytes.length === 0) return seen;
      const text = Buffer.concat([tail, chunk]);
      seen = this.#bytes.some((each) => text.includes(each));
      tail = text.subarray(-LONGEST_TAIL);
      return seen;
    };
  }

  /** Whether a text holds one, as it is or as JSON writes it. */
  areIn(text: string): boolean {
    return this.#written.some((written) => text.includes(written));
  }

  /** The same value with every text in it, keys included, without them. */
  clean<T>(value: T): T;
  clean(value: unknown): unknown {
    if (typeof value === 'string') return this.#cleanText(value);
    if (Array.isArray(value)) return value.map((item: unknown) => this.clean(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]: [string, unknown]) => [this.#cleanText(key), this.clean(item)]),
    );
  }

  #cleanText(text: string): string {
    let cleaned = text;
    for (const [secret, shown] of this.#pairs) cleaned = cleaned.replaceAll(secret, shown);
    return cleaned;
  }
}

/** For what was sent to nobody. */
export const NO_ECHOES = new Echoes([]);

/** `hide` knows which passwords are names in the configuration, and stay. */
export function echoesOf(
  { credentials, proxies, address, shown }: Sent,
  hide: (text: string) => string,
): Echoes {
  const logins = [...(credentials === null ? [] : [credentials]), ...proxies];
  const secrets = new Set(logins.flatMap((login) => formsOf(login, hide)));
  return new Echoes([...[...secrets].map((secret) => [secret, MASK] as const), ...partsOf(address, shown)]);
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

function formsOf(credentials: Credentials, hide: (text: string) => string): readonly string[] {
  const { user, password, headers = {} } = credentials;
  const sent = Object.values(headers).flatMap((value) => [value, ...value.split(/\s+/u).slice(1)]);
  const login = user === null || password === '' ? [] : [`${user}:${password}`];
  const words = [...sent, ...(user === null ? [] : [password])];
  const alone = words.filter((word) => isDistinctive(word) && hide(word) !== word);
  return [...alone, ...login].flatMap((text) => [text, urlEncoded(text), ...encoded(text)]);
}

/** In Base64 by itself, padded or not, and as addresses write it. */
function encoded(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [bytes.toString('base64').replace(/=+$/u, ''), bytes.toString('base64url')];
}

/** As JSON may write a text. */
function inJson(text: string): readonly string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replaceAll(
    /[\u0080-\uffff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [json, ascii, json.replaceAll('/', '\\/')];
}
