import type { ScalarNode } from '../../types.js';
import { MappedText } from './places.js';

/** The text of a quoted or plain scalar: escapes read, lines folded. Null where an escape is none. */
export function quotedText(source: string, { span, style }: ScalarNode): MappedText | null {
  const quote = style === 'quoted' ? source.charAt(span.start) : '';
  const mapped = new MappedText();
  const end = span.end - quote.length;
  for (let at = span.start + quote.length; at < end;) {
    const step = stepAt(source, at, end, quote);
    if (step === null) return null;
    mapped.add(step.text, at, step.end);
    at = step.end;
  }
  return mapped;
}

/** What is read next, and where it ends. */
interface Step {
  readonly text: string;
  readonly end: number;
}

/** Characters that mean themselves in every form; the longest run that is taken at once. */
const PLAIN = /^[^ \t\r\n\\']+/u;
const LONGEST_RUN = 4_096;

function stepAt(source: string, at: number, end: number, quote: string): Step | null {
  const run = PLAIN.exec(source.slice(at, Math.min(end, at + LONGEST_RUN)))?.[0];
  if (run !== undefined) return { text: run, end: at + run.length };
  const character = source.charAt(at);
  if (quote === '"' && character === '\\') return escapeAt(source, at);
  if (quote === "'" && character === "'") return { text: "'", end: at + 2 };
  if (!/[ \t\r\n]/u.test(character)) return { text: character, end: at + 1 };
  const [blank = ''] = /[ \t\r\n]+/uy.exec(source.slice(at, end)) ?? [];
  const breaks = breaksIn(blank);
  if (breaks === 0) return { text: blank, end: at + blank.length };
  return { text: breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), end: at + blank.length };
}

function breaksIn(blank: string): number {
  return blank.match(/\r\n|\r|\n/gu)?.length ?? 0;
}

const NAMED = new Map([
  ['0', '\0'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\u000b'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001b'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const HEX_DIGITS = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

function escapeAt(source: string, at: number): Step | null {
  const letter = source.charAt(at + 1);
  const named = NAMED.get(letter);
  if (named !== undefined) return { text: named, end: at + 2 };
  // A line break that is escaped is none; blank lines behind it are line breaks.
  const joined = /\\(?:\r\n|\r|\n)[ \t\r\n]*/uy;
  joined.lastIndex = at;
  const [whole] = joined.exec(source) ?? [];
  if (whole !== undefined) return { text: '\n'.repeat(breaksIn(whole) - 1), end: at + whole.length };
  const digits = HEX_DIGITS.get(letter) ?? 0;
  const hex = source.slice(at + 2, at + 2 + digits);
  if (digits === 0 || !/^[\da-f]+$/iu.test(hex) || hex.length < digits) return null;
  const code = Number.parseInt(hex, 16);
  return code > 0x10_ff_ff ? null : { text: String.fromCodePoint(code), end: at + 2 + digits };
}
