import { oncePer } from '../../core/memoize.js';
import { isSecretKey } from '../secrets/secret-keys.js';
import type { Placeholder, PlaceholderOrigin } from '../types.js';

/** Where placeholders get their values, in the order in which they are asked. */
export interface Variables {
  /** Plays the Java system properties. */
  readonly defines: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of several files the last counts. */
  readonly variablesFiles: readonly ReadonlyMap<string, string>[];
}

export interface Resolution {
  /** Null where a default means null, and where a placeholder has no value. */
  readonly value: string | null;
  readonly placeholders: readonly Placeholder[];
  /** Like `value`, with `<NAME>` for the value of a variable: safe to print unless the setting itself is a secret. */
  readonly shown: string | null;
  /** Values of variables that took part. */
  readonly used: readonly string[];
}

/** Names start with a letter or underscore; the default reaches up to the last brace of the line, as in Optimize. */
const PLACEHOLDER = /\$\{([A-Za-z_][A-Za-z0-9_]*)(:(.*))?\}/gu;
const NULL_WORDS = new Set(['null', 'Null', 'NULL', '~']);

export function hasPlaceholder(text: string): boolean {
  return text.includes('${') && text.search(PLACEHOLDER) >= 0;
}

/** What was resolved already: survey, entry and schema check all ask for the same texts. */
const resolutionsWith = oncePer((_variables: Variables) => new Map<string, Resolution>());

/** Resolves a text as Optimize does. */
export function resolvePlaceholders(text: string, variables: Variables): Resolution {
  const known = resolutionsWith(variables);
  let resolution = known.get(text);
  if (resolution === undefined) known.set(text, (resolution = resolve(text, variables)));
  return resolution;
}

/**
 * Each placeholder is replaced in the original text, so that of several only the last replacement survives; a default that means null makes
 * the whole value null.
 */
function resolve(text: string, variables: Variables): Resolution {
  const placeholders: Placeholder[] = [];
  const used: string[] = [];
  let value: string | null = text;
  let shown: string | null = text;
  for (const [written, name = '', , fallback] of text.matchAll(PLACEHOLDER)) {
    const found = lookUp(name, fallback, variables);
    const secret = isSecretKey(name);
    placeholders.push({ name, origin: found.origin, secret });
    if (found.origin !== 'default' && found.value !== null) used.push(found.value);
    const isNull = found.value === null || (found.origin === 'default' && NULL_WORDS.has(found.value));
    value = isNull ? null : text.replaceAll(written, () => found.value ?? '');
    const display = found.origin === 'default' && !secret ? (found.value ?? '') : `<${name}>`;
    shown = isNull && found.origin === 'default' ? null : text.replaceAll(written, () => display);
  }
  const unresolved = placeholders.some(({ origin }) => origin === 'unresolved');
  return { value: unresolved ? null : value, placeholders, shown, used };
}

function lookUp(
  name: string,
  fallback: string | undefined,
  { defines, env, variablesFiles }: Variables,
): { readonly value: string | null; readonly origin: PlaceholderOrigin } {
  const define = Object.hasOwn(defines, name) ? defines[name] : undefined;
  if (define !== undefined) return { value: define, origin: 'define' };
  const environment = Object.hasOwn(env, name) ? env[name] : undefined;
  if (environment !== undefined) return { value: environment, origin: 'environment' };
  const fromFile = variablesFiles.findLast((file) => file.has(name))?.get(name);
  if (fromFile !== undefined) return { value: fromFile, origin: 'variables-file' };
  return fallback === undefined
    ? { value: null, origin: 'unresolved' }
    : { value: fallback, origin: 'default' };
}

/** How the placeholders of a text stand to each other, as their author meant them: with matching braces. */
export function shapeOf(text: string): 'none' | 'one' | 'repeated' | 'several' | 'brace' {
  const meant = meantPlaceholders(text);
  const [first] = meant;
  if (first === undefined) return hasPlaceholder(text) ? 'one' : 'none';
  if (meant.length > 1) {
    const same = meant.every(({ written }) => written === first.written);
    return same && !first.written.includes(':') ? 'repeated' : 'several';
  }
  // A brace behind the placeholder only matters where a default reaches for it.
  const read = [...text.matchAll(PLACEHOLDER)][0]?.[0];
  return read === first.written && !first.nested ? 'one' : 'brace';
}

interface Meant {
  readonly written: string;
  /** Another placeholder stands inside the default. */
  readonly nested: boolean;
}

function meantPlaceholders(text: string): readonly Meant[] {
  const found: Meant[] = [];
  const opening = /\$\{[A-Za-z_][A-Za-z0-9_]*(?=[:}])/gu;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const end = matchingBrace(text, match.index + 1);
    if (end === null) continue;
    const written = text.slice(match.index, end);
    found.push({ written, nested: /\$\{[A-Za-z_]/u.test(written.slice(2)) });
    opening.lastIndex = end;
  }
  return found;
}

/** Behind the brace that closes the one at `open`, on the same line. */
function matchingBrace(text: string, open: number): number | null {
  let depth = 0;
  for (let at = open; at < text.length && text.charAt(at) !== '\n'; at += 1) {
    if (text.charAt(at) === '{') depth += 1;
    if (text.charAt(at) === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}
