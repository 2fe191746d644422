import type { Everywhere } from '../hints/diagnosis.js';
import type { Span } from '../types.js';
import { lineEnd, lineStart } from './scan.js';

/** A text of the same length in which one cause is gone everywhere, and what is not known of it then. */
export interface Repaired {
  readonly text: string;
  readonly damaged: readonly Span[];
}

/** One cause in many lines is one fault. */
export function repairedEverywhere(text: string, affects: Everywhere): Repaired {
  if (affects === 'templates') return withoutTemplates(text);
  const repaired = {
    tabs: spacesForTabs,
    blanks: spacesForBlanks,
    markers: withoutMarkers,
    comments: withoutScriptComments,
  }[affects](text);
  return { text: repaired, damaged: [] };
}

/** One space per tab keeps every offset, and the structure of a file that is indented by tabs throughout. */
function spacesForTabs(text: string): string {
  return text.replaceAll(/^[ \t]+/gmu, blanks);
}

/** Blanks that look like spaces, or like nothing, and that YAML takes for letters. */
const ODD = String.raw`\u00a0\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u2064\u3000\ufeff`;

/** Where the first of them stands before the first word of a line, from an offset on; null where there is none. */
export function oddIndentationIn(text: string, from = 0): number | null {
  if (!/[\u0080-\uffff]/u.test(text)) return null;
  const found = new RegExp(`^[ \\t]*[${ODD}]`, 'mu').exec(text.slice(from));
  return found === null ? null : from + found.index + found[0].length - 1;
}

function spacesForBlanks(text: string): string {
  return text.replaceAll(new RegExp(`^[ \\t${ODD}]+`, 'gmu'), blanks);
}

function withoutMarkers(text: string): string {
  return text.replaceAll(/^(?:<{7}|={7}|>{7})[^\r\n]*/gmu, blanks);
}

const SCRIPT_COMMENT = /"(?:\\.|[^"\\\r\n])*"|\/\/[^\r\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//gu;

/** Where the first comment as in JavaScript stands; null where the text is no JSON, or has none. */
export function scriptCommentIn(text: string): Span | null {
  if (!/^\s*(?:\{|\/\/|\/\*)/u.test(text)) return null;
  for (const { 0: found, index } of text.matchAll(SCRIPT_COMMENT)) {
    if (!found.startsWith('"')) return { start: index, end: index + 2 };
  }
  return null;
}

function withoutScriptComments(text: string): string {
  return text.replaceAll(SCRIPT_COMMENT, (found) =>
    found.startsWith('"') ? found : found.replaceAll(/[^\r\n]/gu, ' '),
  );
}

const TEMPLATE = /\{\{[^\r\n]*?\}\}|\{%[^\r\n]*?%\}/gu;

/** Where templates stand that are no text in quotes. */
export function* templatesIn(text: string): Iterable<Span> {
  for (const { 0: found, index } of text.matchAll(TEMPLATE)) {
    if (!isQuoted(text.slice(lineStart(text, index), index)))
      yield { start: index, end: index + found.length };
  }
}

/** What a template will put there is not known, nor what comes or goes with its line. */
function withoutTemplates(text: string): Repaired {
  const damaged: Span[] = [];
  const pieces: string[] = [];
  let from = 0;
  for (const { start } of templatesIn(text)) {
    if (start < from) continue;
    const line = { start: lineStart(text, start), end: lineEnd(text, start) };
    pieces.push(text.slice(from, line.start), blanks(text.slice(line.start, line.end)));
    from = line.end;
    damaged.push(line);
  }
  return { text: pieces.join('') + text.slice(from), damaged };
}

function isQuoted(before: string): boolean {
  const open = /(?:^|[\s:[{,-])(["'])(?:(?!\1).)*$/u;
  return open.test(before);
}

/** As many spaces as there are characters. */
export function blanks(characters: string): string {
  return ' '.repeat(characters.length);
}
