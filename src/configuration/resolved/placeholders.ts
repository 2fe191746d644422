import { invisibleIn } from '../../core/text/text.js';
import { oncePer } from '../../core/memoize.js';
import type { Interpolations } from '../../load/carriers/types.js';
import { isSecretKey } from '../secrets/keys/secret-keys.js';
import { JAVA_OPTIONS, systemPropertiesIn } from './java-properties.js';
import { Room } from './room.js';
import type { BlankEnd, Placeholder, PlaceholderOrigin, Resolution } from './types.js';
import type { VariablesFile } from './variables-file.js';

/** Where placeholders get their values, in the order in which they are asked. */
export interface Variables {
  /** Plays the Java system properties. */
  readonly defines: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of several files the last counts. */
  readonly variablesFiles: readonly VariablesFile[];
  /** What a manifest or compose file gives to the container of Optimize. */
  readonly container?: ContainerVariables;
}

export interface ContainerVariables {
  /** Null for a value that is not at hand, e.g. that of a Secret. */
  readonly values: ReadonlyMap<string, string | null>;
  /** Whether the container has no others: then the environment of this run means nothing. */
  readonly complete: boolean;
  /** What is put into the text before Optimize reads it: nothing that the container has. */
  readonly interpolated: Interpolations;
}

const NULL_WORDS = new Set(['null', 'Null', 'NULL', '~']);

interface Written {
  readonly written: string;
  readonly name: string;
  readonly fallback: string | undefined;
}

/** A text that is one placeholder and nothing else, as most are that have any. */
const ALONE = /^\$\{([A-Za-z_]\w*)(?::([^{}\n\r\u2028\u2029]*))?\}$/;

/** Names start with a letter or underscore; the default reaches up to the last brace of the line, as in Optimize. One pass. */
function placeholdersIn(text: string): readonly Written[] {
  const [alone, nameAlone = '', fallbackAlone] = ALONE.exec(text) ?? [];
  if (alone !== undefined) return [{ written: alone, name: nameAlone, fallback: fallbackAlone }];
  const found: Written[] = [];
  const opening = /\$\{([A-Za-z_][A-Za-z0-9_]*)([:}])/gu;
  let line = { end: -1, lastBrace: -1 };
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const [whole, name = '', behind] = match;
    const from = match.index + whole.length;
    if (behind === '}') {
      found.push({ written: whole, name, fallback: undefined });
      continue;
    }
    if (from > line.end) line = lineAt(text, from);
    // Without a brace behind it, it is none; what begins inside may be one.
    if (line.lastBrace < from) continue;
    const fallback = text.slice(from, line.lastBrace);
    found.push({ written: `${whole}${fallback}}`, name, fallback });
    opening.lastIndex = line.lastBrace + 1;
  }
  return found;
}

/** Where the line that holds `from` ends, and its last brace from there on; of a line without one something before `from`. */
function lineAt(text: string, from: number): { readonly end: number; readonly lastBrace: number } {
  const breaks = /[\n\r\u2028\u2029]/gu;
  breaks.lastIndex = from;
  const end = breaks.exec(text)?.index ?? text.length;
  return { end, lastBrace: from + text.slice(from, end).lastIndexOf('}') };
}

/**
 * Resolves a text as Optimize does: each placeholder is replaced in the original text, so that of several only the last replacement
 * survives; a default that means null makes the whole value null.
 */
export function resolvePlaceholders(text: string, variables: Variables, room = new Room()): Resolution {
  const placeholders: Placeholder[] = [];
  const used: string[] = [];
  let last: (Written & Found & Pick<Placeholder, 'secret'>) | null = null;
  for (const each of placeholdersIn(text)) {
    const found = lookUp(each.name, each.fallback, variables);
    const secret = isSecretKey(each.name);
    placeholders.push({
      name: each.name,
      origin: found.origin,
      secret,
      ...oddIn(found.origin === 'default' ? '' : (found.value ?? '')),
    });
    if (found.origin !== 'default' && found.value !== null) used.push(found.value);
    last = { ...each, ...found, secret };
  }
  if (last === null) return { replaced: text, shown: text, placeholders, used };
  const { name, written, value } = last;
  if (value !== null && !room.holds(...lengthWith(text, written, value)))
    return {
      ...replaced(text, last, true),
      placeholders: placeholders.map((each) => (each.name === name ? { ...each, tooLong: true } : each)),
      used,
    };
  const unresolved = !placeholders.every(isFilledIn);
  return { ...replaced(text, last, unresolved), placeholders, used };
}

/** The length of a text with a value in the place of what is written, and how much of it is more than before. */
function lengthWith(text: string, written: string, value: string): [length: number, more: number] {
  if (value.length <= written.length) return [text.length, 0];
  const more = (text.split(written).length - 1) * (value.length - written.length);
  return [text.length + more, more];
}

function replaced(
  text: string,
  { written, name, origin, value, secret }: Written & Found & Pick<Placeholder, 'secret'>,
  unresolved: boolean,
): Pick<Resolution, 'replaced' | 'shown'> {
  const isDefault = origin === 'default';
  // Most placeholders are all of their text.
  const filledWith = (by: string): string => (text === written ? by : text.replaceAll(written, () => by));
  if (isDefault && (value === null || NULL_WORDS.has(value))) return { replaced: null, shown: null };
  const display = isDefault && !secret ? (value ?? '') : `<${name}>`;
  return {
    replaced: unresolved || value === null ? null : filledWith(value),
    shown: filledWith(display),
  };
}

interface Found {
  readonly value: string | null;
  readonly origin: PlaceholderOrigin;
}

/** Whether a placeholder has a value that is known here, and not too long. */
export function isFilledIn({ origin, tooLong }: Placeholder): boolean {
  return origin !== 'unresolved' && origin !== 'withheld' && tooLong !== true;
}

/** The value of a variable, wherever it is given; null where it has none. */
export function valueOfVariable(name: string, variables: Variables): string | null {
  return lookUp(name, undefined, variables).value;
}

/** A system property counts more than a variable; for what is put in before, there are none. */
function lookUp(name: string, fallback: string | undefined, variables: Variables): Found {
  const { defines, container } = variables;
  const interpolation = container?.interpolated.get(name);
  if (interpolation === 'refused') return { value: null, origin: 'unresolved' };
  const define = Object.hasOwn(defines, name) ? defines[name] : undefined;
  if (define !== undefined) return { value: define, origin: 'define' };
  const properties = interpolation === undefined ? systemProperties(variables) : NO_PROPERTIES;
  const found = properties.known.get(name) ?? variableNamed(name, variables);
  if (found !== null) return found;
  if (fallback !== undefined) return { value: fallback, origin: 'default' };
  return { value: null, origin: properties.areAll ? 'unresolved' : 'withheld' };
}

interface SystemProperties {
  readonly known: ReadonlyMap<string, Found>;
  /** False where there are Java options that are not at hand: they may set any. */
  readonly areAll: boolean;
}

const NO_PROPERTIES: SystemProperties = { known: new Map(), areAll: true };

/** What the Java options set among the variables. */
const systemProperties = oncePer((variables: Variables): SystemProperties => {
  const known = new Map<string, Found>();
  const options = JAVA_OPTIONS.flatMap((name) => variableNamed(name, variables) ?? []);
  for (const { value, origin } of options)
    for (const [name, property] of systemPropertiesIn(value ?? ''))
      known.set(name, { value: property, origin });
  return { known, areAll: options.every(({ value }) => value !== null) };
});

/** A variable that has a value, or one that is not at hand. */
function variableNamed(name: string, { env, variablesFiles, container }: Variables): Found | null {
  const interpolation = container?.interpolated.get(name);
  if (interpolation === 'refused') return null;
  const given = interpolation === undefined ? container?.values.get(name) : interpolation.value;
  if (typeof given === 'string') return { value: given, origin: 'container' };
  const isOpen = container?.complete !== true || given === null;
  const environment = isOpen && Object.hasOwn(env, name) ? env[name] : undefined;
  if (environment !== undefined) return { value: environment, origin: 'environment' };
  const fromFile = variablesFiles.findLast((file) => file.has(name))?.get(name);
  if (fromFile !== undefined) return { value: fromFile, origin: 'variables-file' };
  const isGiven = interpolation === undefined || interpolation.isMadeUp === true;
  return given === null && isGiven ? { value: null, origin: 'withheld' } : null;
}

/** What of the value of a variable nobody sees: only that, never the value. */
export function oddIn(value: string): Pick<Placeholder, 'blankEnd' | 'invisible'> {
  return { blankEnd: blankEndOf(value), invisible: invisibleIn(value.trim()) };
}

/** Which white space a value begins or ends with that nobody sees; a value of nothing else is blank, which is told elsewhere. */
function blankEndOf(value: string): BlankEnd | null {
  const inner = value.trim();
  if (inner === '' || inner === value) return null;
  return /[\r\n]$/u.test(value) ? 'line-break' : 'blank';
}

/** How the placeholders of a text stand to each other, as their author meant them: with matching braces. */
export function shapeOf(text: string): 'none' | 'one' | 'repeated' | 'several' | 'brace' {
  if (ALONE.test(text)) return 'one';
  const meant = meantPlaceholders(text);
  const [first] = meant;
  if (first === undefined) return placeholdersIn(text).length > 0 ? 'one' : 'none';
  if (meant.length > 1) {
    const same = meant.every(({ written }) => written === first.written);
    return same && !first.written.includes(':') ? 'repeated' : 'several';
  }
  // A brace behind the placeholder only matters where a default reaches for it.
  const [read] = placeholdersIn(text);
  return read?.written === first.written && !first.nested ? 'one' : 'brace';
}

interface Meant {
  readonly written: string;
  /** Another placeholder stands inside the default. */
  readonly nested: boolean;
}

function meantPlaceholders(text: string): readonly Meant[] {
  const found: Meant[] = [];
  const closing = closingBraces(text);
  const opening = /\$\{[A-Za-z_][A-Za-z0-9_]*(?=[:}])/gu;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const brace = closing.get(match.index + 1);
    if (brace === undefined) continue;
    const written = text.slice(match.index, brace + 1);
    found.push({ written, nested: /\$\{[A-Za-z_]/u.test(written.slice(2)) });
    opening.lastIndex = brace + 1;
  }
  return found;
}

/** Offsets of opening braces with those of the braces that close them on the same line. */
function closingBraces(text: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  let open: number[] = [];
  for (const { 0: mark, index } of text.matchAll(/[{}\n]/gu)) {
    if (mark === '\n') open = [];
    else if (mark === '{') open.push(index);
    else {
      const opened = open.pop();
      if (opened !== undefined) closing.set(opened, index);
    }
  }
  return closing;
}
