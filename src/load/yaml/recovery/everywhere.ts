import { endOf } from '../../../core/text/end-of.js';
import { overwritten } from '../../../core/text/overwritten.js';
import type { Everywhere } from '../../hints/diagnosis.js';
import type { Span } from '../../types.js';
import { lineEnd, lineStart } from '../scan.js';

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

/** Where the first comment as in JavaScript stands; null where the text is no JSON, or has none. */
export function scriptCommentIn(text: string): Span | null {
  if (!/^\s*(?:\{|\/\/|\/\*)/u.test(text)) return null;
  const [first] = scriptCommentsIn(text);
  return first === undefined ? null : { start: first.start, end: first.start + 2 };
}

/** Comments outside of strings, in one pass: what is never closed is looked for once. */
function* scriptCommentsIn(text: string): Iterable<Span> {
  const mark = /"|\/\/|\/\*/gu;
  let withoutStrings = 0;
  let blocks = true;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    const start = match.index;
    if (match[0] === '"') {
      const end = start < withoutStrings ? null : endOfString(text, start);
      if (end !== null) mark.lastIndex = end;
      else if (start >= withoutStrings) withoutStrings = lineEnd(text, start);
    } else {
      const end = endOfComment(text, start, blocks);
      // Where one block is never closed, none behind it is.
      if (end === null) blocks = false;
      else {
        yield { start, end };
        mark.lastIndex = end;
      }
    }
  }
}

function endOfComment(text: string, start: number, blocks: boolean): number | null {
  if (text.startsWith('//', start)) return lineEnd(text, start);
  const end = blocks ? text.indexOf('*/', start + 2) : -1;
  return end < 0 ? null : end + 2;
}

function endOfString(text: string, start: number): number | null {
  return endOf(/"(?:\\.|[^"\\\r\n])*"/uy, text, start);
}

function withoutScriptComments(text: string): string {
  return blanked(text, scriptCommentsIn(text));
}

/** The first template of each line that is no text in quotes. */
export function* templatesIn(text: string): Iterable<Span> {
  if (!/\{[{%]/u.test(text)) return;
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start);
    const found = templateIn(text.slice(start, end));
    if (found !== null) yield { start: start + found.start, end: start + found.end };
    start = end + 1;
  }
}

function templateIn(line: string): Span | null {
  const last = { "'": -1, '"': -1 };
  const closed = { '{{': true, '{%': true };
  let inside = 0;
  for (const { 0: mark, index } of line.matchAll(/\{\{|\{%|["']/gu)) {
    if (mark === '"' || mark === "'") last[mark] = index;
    else if (index >= inside && (mark === '{{' || mark === '{%') && closed[mark]) {
      const end = line.indexOf(mark === '{{' ? '}}' : '%}', index + 2) + 2;
      // Where one is never closed, none of its kind behind it is.
      closed[mark] = end > 1;
      if (end > 1 && !opens(line, last["'"]) && !opens(line, last['"'])) return { start: index, end };
      inside = end > 1 ? end : index;
    }
  }
  return null;
}

/** Whether the quote at an offset begins a text; nothing closes it before what is asked about. */
function opens(line: string, quote: number): boolean {
  return quote === 0 || (quote > 0 && /[\s:[{,-]/u.test(line.charAt(quote - 1)));
}

/** What a template will put there is not known, nor what comes or goes with its line. */
function withoutTemplates(text: string): Repaired {
  const damaged = Array.from(templatesIn(text), ({ start }) => ({
    start: lineStart(text, start),
    end: lineEnd(text, start),
  }));
  return { text: blanked(text, damaged), damaged };
}

/** The same text with spaces in place of all but the line breaks in these ranges. */
export function blanked(text: string, spans: Iterable<Span>): string {
  return overwritten(text, spans, ' ');
}

/** As many spaces as there are characters. */
export function blanks(characters: string): string {
  return ' '.repeat(characters.length);
}
