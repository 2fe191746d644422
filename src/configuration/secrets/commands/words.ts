import type { Span } from '../../../load/types.js';
import { isTemplate } from '../references.js';

export const LONGEST = 500;

/** A value up to where its quotes end, which may begin before its word, or its first blank; null where there is none. */
export function valueAt(text: string, word: number, start: number): Span | null {
  const near = text.slice(start, start + LONGEST);
  // In a text in single quotes they are doubled.
  const opened = /^(?:''(?=[^\s'])|\\?["'])/.exec(near)?.[0] ?? '';
  const quote = opened.slice(-1) || (/["']/.exec(text.charAt(word - 1))?.[0] ?? '');
  const line = near.slice(opened.length).split(/[\r\n]/u, 1)[0] ?? '';
  // Inside of other quotes they are escaped.
  const quoted = quote === '' ? -1 : line.search(quote === '"' ? /\\?"/u : /\\?'/u);
  const length = quoted >= 0 ? quoted : (/^[^\s"'`]*/u.exec(line)?.[0].replace(/[,}\]]+$/u, '').length ?? 0);
  const from = start + opened.length;
  const substituted = quoted >= 0 ? null : SUBSTITUTED.exec(line);
  if (substituted !== null) return { start: from, end: from + substituted[0].length };
  return length === 0 ? null : { start: from, end: from + length };
}

/** What a shell or a chart puts something in the place of: `$(echo hunter2)`, `{{ .Values.password }}`. */
const SUBSTITUTED = /^(?:\$\([^()]*\)|`[^`]*`|\$?\{\{[^{}]*\}\}|\$\{\w+\})[^\s"'`,}\]]*/u;

/** Where the text ends at whose beginning a quote stands before `start`; null where none does. */
export function endOfQuotes(text: string, start: number): number | null {
  const quote = text.charAt(start - 1);
  const isEscaped = text.charAt(start - 2) === '\\';
  const near = text.slice(start, start + LONGEST);
  const end = near.search(quote === '"' ? (isEscaped ? /\\"/u : /(?<!\\)"/u) : /(?<!')'(?!')/u);
  return end < 0 ? null : start + end;
}

/** Whether a value says where it comes from: `$PASSWORD`, `"$USER:$PASSWORD"`, `$(cat file)`, but not `$(echo hunter2)`. */
export function isVariable(value: string): boolean {
  if (isTemplate(value)) return true;
  if (!value.includes('$') || SAYS.test(value)) return false;
  return value.replaceAll(/\$(?:\w+|\{\w+\}|\([^()]{0,200}\)?)|%[sb]|\\n|[\s"':\\]/gu, '') === '';
}

/** A shell's command that says what follows, unless that is a variable. */
const SAYS = /\$\([ \t]{0,9}(?:echo|printf)(?![^()]{0,100}\$)/u;
