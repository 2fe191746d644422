import type { Refused, Resolved } from './types.js';

/** Jackson's limit for one number. */
const MAX_NUMBER_LENGTH = 1000;

export function tooLong(source: string): Refused | null {
  const digits = source.replaceAll('_', '').replace(/^[-+]?(?:0[xXbB]?)?/u, '');
  if (digits.length <= MAX_NUMBER_LENGTH) return null;
  return {
    refused: `a number of more than ${MAX_NUMBER_LENGTH} digits is more than Optimize's reader takes`,
  };
}

export function integer(source: string): Resolved | null {
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

export function float(source: string): Resolved | Refused {
  const long = tooLong(source);
  if (long !== null) return long;
  const bare = source.replaceAll('_', '').replace(/^\+/u, '');
  const value = /\d/u.test(bare) ? Number(bare) : Number.NaN;
  return Number.isNaN(value)
    ? { refused: `"${source}" looks like a number to Optimize's reader, and is none` }
    : { value, text: javaDouble(value) };
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
