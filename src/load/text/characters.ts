import type { SourceFile, Span, TextFault } from '../types.js';

/** Optimize's reader stops after so many characters (Unicode code points). */
export const MAX_CODE_POINTS = 3_145_728;

/** Most files hold nothing else; the pattern for all that is accepted takes longer to make. */
const USUAL = /^[\t\n\r -~]*$/;

/** What Optimize's reader accepts anywhere in a file, comments included. */
const NOT_PRINTABLE = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** YAML 1.1 knows three more line breaks; each is one UTF-16 unit, so that offsets stay. */
const OLD_BREAKS = /[\u0085\u2028\u2029]/gu;

/** Looking for each by itself is quicker than making the pattern. */
function hasOldBreaks(text: string): boolean {
  return text.includes('\u0085') || text.includes('\u2028') || text.includes('\u2029');
}

export interface Sanitized {
  /** Of the same length, with nothing in it that the parser below would see differently from Optimize's. */
  readonly text: string;
  readonly faults: readonly TextFault[];
}

export function sanitized(file: SourceFile): Sanitized {
  const faults: TextFault[] = [];
  if (file.encoding !== undefined) {
    const { offset } = file.encoding;
    faults.push({ kind: 'encoding', span: { start: offset, end: offset + 1 }, ...file.encoding });
  }
  if (USUAL.test(file.text)) return { text: file.text, faults };
  const text = withUsualBreaks(file.text);
  const bad = text.search(NOT_PRINTABLE);
  if (bad < 0) return { text, faults };
  if (file.encoding === undefined) faults.push(notPrintable(text, bad));
  return { text: printable(text), faults };
}

/** A text of the same length with blanks, or another character, in place of what no YAML may hold. */
export function printable(text: string, instead = ' '): string {
  if (USUAL.test(text)) return text;
  return text.replaceAll(NOT_PRINTABLE, (character) => instead.repeat(character.length));
}

/** A text of the same length with line feeds in place of the breaks that only YAML 1.1 knows. */
export function withUsualBreaks(text: string): string {
  return hasOldBreaks(text) ? text.replaceAll(OLD_BREAKS, '\n') : text;
}

function notPrintable(text: string, at: number): TextFault {
  const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return {
    kind: 'syntax',
    span: { start: at, end: at + 1 },
    problem: `the control character U+${code}, which no YAML file may contain`,
    hint: 'Remove it; inside double quotes it can be written as an escape, e.g. "\\x07".',
  };
}

/** Cuts a text at the limit, at the start of the line that crosses it. */
export function capped(text: string): {
  readonly text: string;
  readonly fault: TextFault | null;
  readonly cut: Span | null;
} {
  const limit = limitIn(text);
  if (limit === null) return { text, fault: null, cut: null };
  const start = Math.max(text.lastIndexOf('\n', limit), text.lastIndexOf('\r', limit)) + 1;
  const problem = `the file has more than ${MAX_CODE_POINTS.toLocaleString('en-US')} characters; Optimize's reader stops here`;
  const span = { start: limit, end: limit + 1 };
  const fault: TextFault = { kind: 'syntax', span, problem, hint: 'Make the file smaller.' };
  return { text: text.slice(0, start), fault, cut: { start, end: text.length } };
}

/** Offset of the first character beyond the limit, or null. */
export function limitIn(text: string): number | null {
  if (text.length <= MAX_CODE_POINTS) return null;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (count === MAX_CODE_POINTS) return at;
    const unit = text.charCodeAt(at);
    if (unit < 0xd800 || unit > 0xdbff) count += 1;
  }
  return null;
}
