import type { Span } from '../../../load/types.js';
import { isTemplate } from '../references.js';
import { endOfWord, OPENED } from './shell-words.js';

export const LONGEST = 500;

/**
 * A value as a shell reads it: texts in quotes, which may begin before its word, what it puts something in the place of, and everything else up to
 * a blank belong together. Null where there is none.
 */
export function valueAt(text: string, word: number, start: number): Span | null {
  const enclosing = word < start ? (/["']/.exec(text.charAt(word - 1))?.[0] ?? '') : '';
  const from = word < start ? start : start - lengthOfOpening(text, start);
  const line = firstLineOf(text.slice(from, from + LONGEST));
  const closing = enclosing === '' ? -1 : line.indexOf(enclosing);
  const opened = closing < 0 ? (OPENED.exec(line)?.[0] ?? '') : '';
  const end = endOfWord(line, closing < 0 ? 0 : closing + 1);
  const closed = closing < 0 && opened === '' ? '' : (/(?:''|\\?["'])$/u.exec(line.slice(0, end))?.[0] ?? '');
  const value = { start: from + opened.length, end: from + end - closed.length };
  return value.start < value.end ? value : null;
}

/** Of what begins before a word and makes one with it. */
function lengthOfOpening(text: string, start: number): number {
  return (
    /(?:\$?(?:''|\\?["'])|`|\$\(|\$\{|\$?\{\{-?[ \t]{0,9})$/u.exec(
      text.slice(Math.max(0, start - 13), start),
    )?.[0].length ?? 0
  );
}

function firstLineOf(text: string): string {
  return text.split(/[\r\n]/u, 1)[0] ?? '';
}

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
  return value.replaceAll(/\$(?:\d|[A-Za-z_]\w*|\{\w+\}|\([^()]{0,200}\)?)|%[sb]|\\n|[\s"':\\]/gu, '') === '';
}

/** A shell's command that says what follows, unless that is a variable. */
const SAYS = /\$\([ \t]{0,9}(?:echo|printf)(?![^()]{0,100}\$)/u;
