import type { Span } from '../../../load/types.js';
import { exceptPlaceholder } from '../placeholders.js';
import { templateAt } from '../references.js';
import { isVariableName, variableAt } from './variables.js';

/** How a value begins that goes on below its line. */
export type Opened = 'block' | 'plain' | 'empty' | '"' | "'";

/** Where a value ends that stands behind a separator on its line. */
interface Value {
  readonly spans: readonly Span[];
  readonly end: number;
  readonly opens: Opened | null;
}

/** Nothing but the end of the value follows. */
const TAIL = /^\s*(?:$|[,}\]]|\s#|\/\/|\/\*|<\/)/u;

/** The end of the text in quotes in which all of it stands. */
const CLOSED = /^\\?["']\s*(?:$|[,}\]])/u;

/** Nothing but brackets and quotes follows: what stands behind a variable of a shell may be a part of the same password. */
const LAST = /^\\?["']?[\s,}\])]*$/u;

/** A placeholder or nothing: says where the value comes from, and is none. */
const STATED = /^(?:\$\{[A-Za-z_]\w*(?::[^}]{0,2000})?\}|null|Null|NULL|~)/u;

/** The value from an offset on, to the end of its line at most. */
export function valueAt(text: string, from: number, end: number): Value {
  const start = from + (/^[\s\u{200b}\u{feff}]*/u.exec(text.slice(from, end))?.[0].length ?? 0);
  const value = text.slice(start, end);
  if (start >= end || /^[[{]\s*$/u.test(value))
    return { spans: [], end, opens: value.startsWith('{') ? null : 'empty' };
  if (/^(?:"""|''')?$/u.test(value)) return { spans: [], end, opens: 'block' };
  if (/^[|>][-+0-9]*\s*(?:#.*)?$/u.test(value)) return { spans: [], end, opens: 'block' };
  const quoted = /^["']/u.test(value) ? quotedValue(text, start, end) : null;
  if (quoted !== null) return quoted;
  const variable = variableAt(value);
  if (variable !== null && LAST.test(value.slice(variable.length)))
    return { spans: [], end: start + variable.length, opens: null };
  const stated = templateAt(value) ?? STATED.exec(value)?.[0] ?? null;
  if (stated !== null && (TAIL.test(value.slice(stated.length)) || CLOSED.test(value.slice(stated.length)))) {
    const stop = start + stated.length;
    return {
      spans: /^\$\{(?!\{)/u.test(stated) ? exceptPlaceholder(text, start, stop) : [],
      end: stop,
      opens: null,
    };
  }
  return { spans: [{ start, end }], end, opens: 'plain' };
}

/** Inside the quotes where nothing but the end of the value follows; without a closing quote it goes on below. */
function quotedValue(text: string, start: number, end: number): Value {
  const quote = text.charAt(start);
  const close = closingQuote(text, start, end);
  if (close === null) return { spans: [{ start, end }], end, opens: quote === '"' ? '"' : "'" };
  if (!TAIL.test(text.slice(close + 1, end))) return { spans: [{ start, end }], end, opens: 'plain' };
  const spans = isVariableName(text.slice(start + 1, close)) ? [] : exceptPlaceholder(text, start + 1, close);
  return { spans, end: close + 1, opens: null };
}

/** Offset of the closing quote, or null. `''` and `\"` do not close. */
function closingQuote(text: string, from: number, end: number): number | null {
  const quote = text.charAt(from);
  for (let at = from + 1; at < end; at += 1) {
    const character = text.charAt(at);
    if (character === '\\' && quote === '"') at += 1;
    else if (character === quote && quote === "'" && text.charAt(at + 1) === "'") at += 1;
    else if (character === quote) return at;
  }
  return null;
}
