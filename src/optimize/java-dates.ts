/** Dates as Java's `DateTimeFormatter` reads them, which is how Optimize reads those of engines. */

/** What Optimize uses where nothing is set. */
export const DEFAULT_DATE_PATTERN = "yyyy-MM-dd'T'HH:mm:ss.SSSZ";
/** What Optimize tries where the pattern that is set does not fit. */
const FALLBACK_PATTERN = "yyyy-MM-dd'T'HH:mm:ss.SSSX";

/** Longer patterns are nobody's; the time to read one grows with its length only. */
const LONGEST = 200;

/** Whether Optimize can read a date with the pattern that is set; null for a pattern with parts that are not known here. */
export function readsDate(pattern: string, date: string): boolean | null {
  if (matcherOf(FALLBACK_PATTERN)?.test(date) === true) return true;
  return matcherOf(pattern)?.test(date) ?? null;
}

/** Fields of a fixed number of digits, and offsets by how many letters stand for them. */
const DIGITS = new Set('yuMdHkmsS');
const OFFSETS: Readonly<Record<string, string>> = {
  Z: String.raw`[+-]\d{4}`,
  ZZ: String.raw`[+-]\d{4}`,
  ZZZ: String.raw`[+-]\d{4}`,
  ZZZZZ: String.raw`(?:Z|[+-]\d{2}:\d{2})`,
  X: String.raw`(?:Z|[+-]\d{2}(?:\d{2})?)`,
  XX: String.raw`(?:Z|[+-]\d{4})`,
  XXX: String.raw`(?:Z|[+-]\d{2}:\d{2})`,
  x: String.raw`[+-]\d{2}(?:\d{2})?`,
  xx: String.raw`[+-]\d{4}`,
  xxx: String.raw`[+-]\d{2}:\d{2}`,
};

function matcherOf(pattern: string): RegExp | null {
  if (pattern.length > LONGEST) return null;
  const parts = pattern.match(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']/gu) ?? [];
  if (parts.join('') !== pattern) return null;
  const sources = parts.map(sourceOf);
  return sources.includes(null) ? null : new RegExp(`^${sources.join('')}$`, 'u');
}

/** A regular expression for one part of a pattern; null where Java may mean more than is known here. */
function sourceOf(part: string): string | null {
  if (part.startsWith("'")) return escaped(part === "''" ? "'" : part.slice(1, -1).replaceAll("''", "'"));
  if (!/^[A-Za-z]/u.test(part)) return /[[\]{}#]/u.test(part) ? null : escaped(part);
  const offset = OFFSETS[part];
  if (offset !== undefined) return offset;
  const letter = part.charAt(0);
  if (!DIGITS.has(letter) || (letter === 'M' && part.length > 2)) return null;
  if (letter === 'S') return String.raw`\d{${part.length}}`;
  return part.length === 1 ? String.raw`\d{1,19}` : String.raw`\d{${part.length}}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}/]/gu, String.raw`\$&`);
}
