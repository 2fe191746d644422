import { isDistinctive } from '../../../core/text/secret-text.js';

/** Nobody sees them, and rules look for them. */
const KEPT = /[\s\p{Cc}\p{Cf}]/u;
const LETTERS = 'xyzwvutsrqponmlkjhgfedcba';
/** Texts that YAML takes for something else: a rule says so, and with it which they are. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|~)$/iu;
/** Neither names of variables nor protocols are secrets. */
const TOLD = /(\$\{[A-Za-z_]\w*[:}]|^https?:\/\/)/u;
const BASE64 = /^[A-Za-z0-9+/\s]+(?:={1,2}\s*)?$/u;

/**
 * Texts that take the place of secrets in what leaves this machine: as long as they are, so that everything else keeps its place, and the same
 * only for the same, so that what is compared still is.
 */
export class Filler {
  readonly #numbers = new Map<string, number>();
  readonly #keepsForm: boolean;

  /** @param keepsForm leave punctuation, and digits as digits: without it a text may no longer be read as it was */
  constructor(keepsForm: boolean) {
    this.#keepsForm = keepsForm;
  }

  fill(secret: string): string {
    if (this.#keepsForm && WORDS.test(secret.trim())) return secret;
    const word = this.#wordFor(secret.trim());
    const isInside = secret.includes('${');
    return secret
      .split(TOLD)
      .map((part, index) => (index % 2 === 1 ? part : this.#fillPart(part, word, isInside)))
      .join('');
  }

  #fillPart(part: string, word: string, closes: boolean): string {
    return part
      .split('')
      .map((unit, index) => (closes && unit === '}' ? unit : this.#instead(unit, word, index)))
      .join('');
  }

  /** For a value that has to be Base64: what it stands for is filled. */
  fillBase64(secret: string): string {
    if (!BASE64.test(secret)) return this.fill(secret);
    const bare = secret.replaceAll(/[\s=]/gu, '');
    const word = this.#wordFor(secret.trim());
    const filled = Buffer.from(word.repeat(Math.ceil(bare.length / word.length))).toString('base64');
    let next = 0;
    return secret.replaceAll(/[^\s=]/gu, () => filled.charAt(next++));
  }

  #instead(unit: string, word: string, index: number): string {
    if (KEPT.test(unit)) return unit;
    if (this.#keepsForm && /[!-/:-@[-`{-~]/u.test(unit)) return unit;
    if (this.#keepsForm && /\d/u.test(unit)) return digitFor(unit);
    return word.charAt(index % word.length);
  }

  /** A secret that is looked for everywhere stays one, and one that may be any word stays such. */
  #wordFor(secret: string): string {
    const known = this.#numbers.get(secret);
    const number = known ?? this.#numbers.size;
    if (known === undefined) this.#numbers.set(secret, number);
    let word = LETTERS.charAt(number % LETTERS.length);
    for (let rest = Math.floor(number / LETTERS.length); rest > 0; rest = Math.floor(rest / LETTERS.length))
      word += LETTERS.charAt(rest % LETTERS.length);
    return isDistinctive(secret) ? `${word}0` : word;
  }
}

/** Whether a number is octal or no number at all hangs on these. */
function digitFor(digit: string): string {
  if (digit === '0') return digit;
  return digit === '8' || digit === '9' ? '9' : '1';
}
