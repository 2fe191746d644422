import type { Span } from '../../load/types.js';
import { isLoginOfVariable } from './keys/logins.js';
import { isSecretKey } from './keys/secret-keys.js';
import { isTemplate } from './references.js';
import { firstOf } from './spans.js';

/** Of a placeholder only the default is a secret: its name says where the value comes from. */
export function exceptPlaceholder(text: string, start: number, end: number): readonly Span[] {
  const placeholder = /^\$\{[A-Za-z_]\w*(?::(?=[^}]*\}$)|\}$)/u.exec(text.slice(start, end));
  if (placeholder === null) return end > start && !isTemplate(text.slice(start, end)) ? [{ start, end }] : [];
  const from = start + placeholder[0].length;
  return from < end - 1 && !NULL.test(text.slice(from, end - 1)) ? [{ start: from, end: end - 1 }] : [];
}

/** Null is no secret, and a default that is not there is none. */
const NULL = /^(?:null|Null|NULL|~|)$/u;

/**
 * `${DB_PASSWORD:default}`, of a shell also without the colon, and what it puts in the place of a part:
 * Optimize reads up to the last brace of a line of the value.
 */
export function* defaultsIn(text: string, isValue: boolean): Iterable<Span> {
  const opening = /\$\{!?([A-Za-z_]\w*)(?:[-:=+]|\/{1,2}[^/}\s]{0,100}\/)/gu;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const name = match[1] ?? '';
    const start = match.index + match[0].length;
    if (!isSecretKey(name) && !isLoginOfVariable(name, text.slice(start, start + LONGEST_USER))) continue;
    const end = isValue ? lastBraceOfLine(text, start) : lastBraceOfWord(text, start);
    if (!NULL.test(text.slice(start, end))) yield { start, end };
    opening.lastIndex = end;
  }
}

const LONGEST_USER = 100;

/** Or the end of the line, where it has none. */
function lastBraceOfLine(text: string, from: number): number {
  const line = text.slice(from, firstOf(text, /[\r\n]/u, from));
  const brace = line.lastIndexOf('}');
  return from + (brace < 0 ? line.length : brace);
}

/** A default may hold braces: up to the last one of its word, unless another placeholder begins or a flow mapping goes on. */
function lastBraceOfWord(text: string, from: number): number {
  const first = firstOf(text, /[}\r\n]/u, from);
  const more = /[^\s{}$,"']{1,200}\}/uy;
  more.lastIndex = first + 1;
  return text.charAt(first) === '}' && more.test(text) ? more.lastIndex - 1 : first;
}
