import { MappedText } from './places.js';

/** What compose replaces in every text of its file; at the end, the beginning of what it refuses, such as `${NAME:default}`. */
const INTERPOLATION = /\$\$|\$\{([A-Za-z_]\w*)(?:(:?[-?+])([^}]*))?\}|\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)/gu;

/** The same where no brace closes anything any more; the groups are those of the other. */
const UNCLOSED = /\$\$|(?!)()()()|\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)/gu;

/** Each with where it begins. A brace that is not there is looked for once. */
function* interpolationsIn(
  text: string,
): Iterable<{ readonly at: number; readonly match: RegExpMatchArray }> {
  const end = text.lastIndexOf('}') + 1;
  for (const match of text.slice(0, end).matchAll(INTERPOLATION)) yield { at: match.index, match };
  for (const match of text.slice(end).matchAll(UNCLOSED)) yield { at: end + match.index, match };
}

/**
 * A text as compose hands it on: `$$` is a dollar sign. What compose puts in itself is written as the placeholder that means the same to
 * Optimize, so that its value is looked for where other values are: `${NAME:-default}` is `${NAME:default}`.
 */
export function withoutDollars(text: string): MappedText {
  const mapped = new MappedText();
  let from = 0;
  for (const { at, match } of interpolationsIn(text)) {
    const end = at + match[0].length;
    mapped.add(text.slice(from, at), from, at);
    mapped.add(replacementFor(match), at, end);
    from = end;
  }
  mapped.add(text.slice(from), from, text.length);
  return mapped;
}

/**
 * A value as compose hands it on; null where a variable that it needs is not known here, or the value would be too long.
 *
 * @param longest characters that may be put in
 */
export function interpolated(
  text: string,
  lookUp: (name: string) => string | null,
  longest: number,
): string | null {
  let value = '';
  let from = 0;
  let left = longest;
  for (const { at, match } of interpolationsIn(text)) {
    const put = valueFor(match, lookUp);
    if (put === null || put.length > left) return null;
    left -= put.length;
    value += text.slice(from, at) + put;
    from = at + match[0].length;
  }
  return value + text.slice(from);
}

function valueFor(
  [written, braced, operator = '', argument = '', bare, refused]: RegExpMatchArray,
  lookUp: (name: string) => string | null,
): string | null {
  if (written === '$$') return '$';
  if (refused !== undefined) return null;
  const found = lookUp(braced ?? bare ?? '');
  if (operator.endsWith('+')) return found === null ? '' : argument;
  return found ?? (operator.endsWith('-') ? argument : null);
}

/** The variables that compose itself puts into a text, and those that it refuses to put in, as Optimize would read them afterwards. */
export function namesInterpolated(text: string): {
  readonly replaced: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
} {
  const replaced = new Set<string>();
  const refused = new Set<string>();
  for (const { match } of interpolationsIn(text)) {
    const [, braced, operator = '', , bare, unknown] = match;
    const name = braced ?? bare;
    if (name !== undefined && !operator.endsWith('+')) replaced.add(name);
    if (unknown !== undefined) refused.add(unknown);
  }
  return { replaced, refused };
}

function replacementFor([
  written,
  braced,
  operator = '',
  argument = '',
  bare,
  refused,
]: RegExpMatchArray): string {
  if (written === '$$') return '$';
  if (refused !== undefined) return written;
  const name = braced ?? bare ?? '';
  if (operator.endsWith('-')) return `\${${name}:${argument}}`;
  return operator.endsWith('+') ? written : `\${${name}}`;
}
