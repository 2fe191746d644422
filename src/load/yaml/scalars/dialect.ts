import { float, integer, tooLong } from './numbers.js';
import type { Refused, Resolved } from './types.js';

const WORDS = new Map<string, Resolved>(
  [
    ...['yes', 'on', 'true'].map((word) => [word, { value: true, text: 'true' }] as const),
    ...['no', 'off', 'false'].map((word) => [word, { value: false, text: 'false' }] as const),
    ...['null'].map((word) => [word, { value: null, text: null }] as const),
  ].flatMap(([word, resolved]) => spellings(word).map((spelling) => [spelling, resolved] as const)),
);
export const NULL: Resolved = { value: null, text: null };

const INTEGER =
  /^(?:[-+]?0b_*[01][01_]*|[-+]?0_*[0-7][0-7_]*|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*)$/u;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\.[0-9_]+(?:[eE][-+]?[0-9]+)?)$/u;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/u;

/** lower, Capitalised, UPPER: the only spellings that count. */
function spellings(word: string): readonly string[] {
  return [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()];
}

/**
 * Optimize's reading of scalars: Jackson's YAML data format over SnakeYAML's YAML 1.1 words and numbers. It is neither YAML 1.2
 * nor what other YAML 1.1 libraries do; every line was checked against the Java libraries themselves. By hand for that reason:
 * js-yaml's schemas take `on` for text (1.2), or `y` for true and `1:30` for 90 (1.1); Optimize does neither. For scalars without
 * a tag and without quotes.
 */
export function resolvePlain(source: string): Resolved | Refused {
  const first = source.charCodeAt(0);
  if (Number.isNaN(first) || source === '~') return NULL;
  // Numbers start with a digit, a sign or a point; everything else is a word or text.
  if (first > 0x39 || first < 0x2b) return WORDS.get(source) ?? { value: source, text: source };
  if (isPlainNumber(source)) return { value: Number(source), text: source };
  if (NOT_FINITE.test(source))
    return { refused: `"${source}" is not a number that Optimize's reader can hold` };
  if (INTEGER.test(source)) return tooLong(source) ?? integer(source) ?? { value: source, text: source };
  return FLOAT.test(source) ? float(source) : { value: source, text: source };
}

/** A word that is none to people: `yes`, `Off`, `null`. */
export function wordNamed(word: string): Resolved | undefined {
  return WORDS.get(word);
}

/** What nearly every number is: a few digits, of which the first is no 0. None of the patterns has to be made for it. */
function isPlainNumber(source: string): boolean {
  if (source.length > 15 || source.startsWith('0')) return false;
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}
