import { lineEnd, skipSpace } from './scan.js';
import type { TextFault } from '../types.js';

export interface FirstDocument {
  /** The text from the start of the file to the end of its first document; offsets are those of the file. */
  readonly text: string;
  readonly faults: readonly TextFault[];
}

/** Optimize reads the first document and never looks at what follows, be it broken or not. */
export function firstDocument(text: string): FirstDocument {
  const faults: TextFault[] = [];
  let whole = text;
  let started = false;
  let checked = 0;
  for (const marker of text.matchAll(/^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gmu)) {
    const at = marker.index;
    if (started || hasContent(text.slice(checked, at))) {
      const second = secondDocument(text, at);
      if (second !== null) faults.push(second);
      return { text: whole.slice(0, at), faults };
    }
    checked = at + 3;
    if (marker[0] === '---') started = true;
    else if (faults.length === 0) {
      faults.push(leadingEnd(at));
      whole = `${' '.repeat(at + 3)}${text.slice(at + 3)}`;
    }
  }
  return { text: whole, faults };
}

/** Anything but comments, blank lines and directives. */
function hasContent(text: string): boolean {
  return text.split(/[\r\n]/u).some((line) => !/^(?:\ufeff?\s*(?:#.*)?|%.*)$/u.test(line));
}

function secondDocument(text: string, marker: number): TextFault | null {
  const content = skipMarkers(text, marker);
  if (content >= text.length) return null;
  const own = text.startsWith('---', marker);
  return { kind: 'second-document', span: own ? { start: marker, end: marker + 3 } : lineOf(text, content) };
}

function skipMarkers(text: string, from: number): number {
  let at = from;
  for (;;) {
    at = skipSpace(text, at);
    if (!/^(?:---|\.\.\.)(?:\s|$)/u.test(text.slice(at, at + 4))) return at;
    at += 3;
  }
}

function lineOf(text: string, start: number): { readonly start: number; readonly end: number } {
  return { start, end: Math.max(start + 1, lineEnd(text, start)) };
}

function leadingEnd(start: number): TextFault {
  const problem = '"..." ends a document before one has begun';
  return { kind: 'syntax', span: { start, end: start + 3 }, problem, hint: 'Remove the line.' };
}
