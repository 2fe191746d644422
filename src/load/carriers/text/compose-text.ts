import { MappedText } from './places.js';

/** What compose replaces in every text of its file; at the end, the beginning of what it refuses, such as `${NAME:default}`. */
const INTERPOLATION = /\$\$|\$\{([A-Za-z_]\w*)(?:(:?[-?+])([^}]*))?\}|\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)/gu;

/**
 * A text as compose hands it on: `$$` is a dollar sign. What compose puts in itself is written as the placeholder that means the same to
 * Optimize, so that its value is looked for where other values are: `${NAME:-default}` is `${NAME:default}`.
 */
export function withoutDollars(text: string): MappedText {
  const mapped = new MappedText();
  let from = 0;
  for (const match of text.matchAll(INTERPOLATION)) {
    const end = match.index + match[0].length;
    mapped.add(text.slice(from, match.index), from, match.index);
    mapped.add(replacementFor(match), match.index, end);
    from = end;
  }
  mapped.add(text.slice(from), from, text.length);
  return mapped;
}

/** A value as compose hands it on; null where a variable that it needs is not known here. */
export function interpolated(text: string, lookUp: (name: string) => string | null): string | null {
  let known = true;
  const value = text.replaceAll(
    INTERPOLATION,
    (written: string, braced?: string, operator = '', argument = '', bare?: string, refused?: string) => {
      if (written === '$$') return '$';
      if (refused !== undefined) known = false;
      const found = lookUp(braced ?? bare ?? '');
      if (operator.endsWith('+')) return found === null ? '' : argument;
      if (found === null && !operator.endsWith('-')) known = false;
      return found ?? argument;
    },
  );
  return known ? value : null;
}

/** The variables that compose itself puts into a text, and those that it refuses to put in, as Optimize would read them afterwards. */
export function namesInterpolated(text: string): {
  readonly replaced: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
} {
  const replaced = new Set<string>();
  const refused = new Set<string>();
  for (const [, braced, operator = '', , bare, unknown] of text.matchAll(INTERPOLATION)) {
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
