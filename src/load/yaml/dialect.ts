/**
 * Optimize's reading of scalars: Jackson's YAML data format over SnakeYAML's YAML 1.1 words and numbers. It is neither YAML 1.2
 * nor what other YAML 1.1 libraries do; every line was checked against the Java libraries themselves. By hand for that reason:
 * js-yaml's schemas take `on` for text (1.2), or `y` for true and `1:30` for 90 (1.1); Optimize does neither.
 */
export interface Resolved {
  readonly value: string | number | bigint | boolean | null;
  /** What a text setting gets. */
  readonly text: string | null;
}

/** A scalar that stops Optimize's reader although its characters are in order, e.g. `.inf`. */
export interface Refused {
  readonly refused: string;
}

const WORDS = new Map<string, Resolved>(
  [
    ...['yes', 'on', 'true'].map((word) => [word, { value: true, text: 'true' }] as const),
    ...['no', 'off', 'false'].map((word) => [word, { value: false, text: 'false' }] as const),
    ...['null'].map((word) => [word, { value: null, text: null }] as const),
  ].flatMap(([word, resolved]) => spellings(word).map((spelling) => [spelling, resolved] as const)),
);
const NULL: Resolved = { value: null, text: null };

const INTEGER =
  /^(?:[-+]?0b_*[01][01_]*|[-+]?0_*[0-7][0-7_]*|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*)$/u;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\.[0-9_]+(?:[eE][-+]?[0-9]+)?)$/u;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/u;

/** lower, Capitalised, UPPER: the only spellings that count. */
function spellings(word: string): readonly string[] {
  return [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()];
}

/** A plain scalar without a tag. */
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

/** What nearly every number is: a few digits, of which the first is no 0. None of the patterns has to be made for it. */
function isPlainNumber(source: string): boolean {
  if (source.length > 15 || source.startsWith('0')) return false;
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

/** A scalar with a tag. Only the core tags count; any other tag makes it text. */
export function resolveTagged(tag: string, source: string): Resolved | Refused {
  const asText = { value: source, text: source };
  if (tag === '!') return resolvePlain(source);
  if (source === '') return asText;
  switch (coreTag(tag)) {
    case 'int':
      return taggedInteger(source) ?? asText;
    case 'float':
      return /^[-+]?[0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9]+)?$/u.test(source)
        ? float(source)
        : { refused: 'the tag !!float is set on something that is not a number' };
    case 'bool':
      return boolean(source) ?? asText;
    case 'null':
      return NULL;
    case 'binary':
      return isBase64(source)
        ? asText
        : { refused: 'the tag !!binary is set on something that is not Base64' };
    default:
      return asText;
  }
}

function coreTag(tag: string): string {
  return /^(?:!!|!<tag:yaml\.org,2002:)([a-z]+)>?$/u.exec(tag)?.[1] ?? '';
}

/** With the tag, any capitals count, and `y` and `n` too. */
function boolean(source: string): Resolved | null {
  const word = source.toLowerCase();
  if (word === 'y') return { value: true, text: 'true' };
  if (word === 'n') return { value: false, text: 'false' };
  const known = WORDS.get(word);
  return known === undefined || known.value === null ? null : known;
}

function isBase64(source: string): boolean {
  const characters = source.replaceAll(/\s/gu, '');
  return characters.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/u.test(characters);
}

/** Jackson's limit for one number. */
const MAX_NUMBER_LENGTH = 1000;

function tooLong(source: string): Refused | null {
  const digits = source.replaceAll('_', '').replace(/^[-+]?(?:0[xXbB]?(?=.))?/u, '');
  if (digits.length <= MAX_NUMBER_LENGTH) return null;
  return {
    refused: `a number of more than ${MAX_NUMBER_LENGTH} digits is more than Optimize's reader takes`,
  };
}

/** Behind `!!int` the first characters promise a number; a broken promise stops the reader, no promise is text. */
function taggedInteger(source: string): Resolved | Refused | null {
  const digits = source.replace(/^[-+]/u, '');
  const promised = digits === '' || /^(?:0[xXbB0-9_]|[\d_]+$)/u.test(digits);
  if (!promised) return null;
  const isNumber = !/^0_+$/u.test(digits) && digits !== '';
  const number = isNumber ? (tooLong(source) ?? integer(source)) : null;
  return number ?? { refused: 'the tag !!int is set on something that is not a number' };
}

function integer(source: string): Resolved | null {
  const negative = source.startsWith('-');
  const digits = source.replace(/^[-+]/u, '');
  const magnitude = parseDigits(digits);
  if (magnitude === null) return null;
  const exact = negative ? -magnitude : magnitude;
  const safe = exact >= BigInt(Number.MIN_SAFE_INTEGER) && exact <= BigInt(Number.MAX_SAFE_INTEGER);
  return { value: safe ? Number(exact) : exact, text: exact.toString() };
}

/** `0` before other digits means octal, `0x` hexadecimal, `0b` binary; underscores do not count. */
function parseDigits(digits: string): bigint | null {
  const bare = digits.replaceAll('_', '');
  if (/^0[xX]/u.test(digits)) return bigIntOf(/^0x[0-9a-f]+$/iu, bare, bare);
  if (/^0[bB]/u.test(digits)) return bigIntOf(/^0b[01]+$/iu, bare, bare);
  if (/^0./u.test(digits)) return bigIntOf(/^[0-7]+$/u, bare, `0o${bare}`);
  return bigIntOf(/^\d+$/u, bare, bare);
}

function bigIntOf(form: RegExp, bare: string, literal: string): bigint | null {
  return form.test(bare) ? BigInt(literal) : null;
}

function float(source: string): Resolved | Refused {
  if (!/\d/u.test(source))
    return { refused: `"${source}" looks like a number to Optimize's reader, and is none` };
  const long = tooLong(source);
  if (long !== null) return long;
  const value = Number(source.replaceAll('_', '').replace(/^\+/u, ''));
  return { value, text: javaDouble(value) };
}

/** Java's `Double.toString`: `1000.0`, `1.0E7`, `Infinity`. */
export function javaDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
