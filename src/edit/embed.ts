import { withoutDollars } from '../load/carriers/text/compose-text.js';
import { blockLines, indentOf } from '../load/carriers/text/block-text.js';
import { isLiteral, scalarText } from '../load/carriers/text/scalar-text.js';
import type { Embedded, Level, Places, ScalarNode } from '../load/types.js';
import { applied, lineEndOf, lineStart, type Replacement } from './ranges.js';

/**
 * What to replace in a file so that a text inside it becomes another one. What does not change stays as it is written. Null where the form
 * does not allow it, as Base64 does not. Whether the file then says what is wanted is for the caller to read.
 */
export function embedded({ levels }: Pick<Embedded, 'levels'>, text: string): Replacement | null {
  let wanted: string | null = text;
  let replacement: Replacement | null = null;
  for (const level of levels.toReversed()) {
    if (wanted === null) return null;
    if (level.kind === 'scalar') replacement = inScalar(level, wanted);
    else if (level.kind === 'mark') wanted = `\ufeff${wanted}`;
    else if (level.kind === 'dollars') wanted = withDollars(level.source, wanted);
    else if (level.kind === 'base64' || replacement === null) return null;
    else {
      replacement = shifted(replacement, level.offset);
      wanted = level.holder === null ? '' : applied(level.holder, [replacement]);
    }
  }
  return replacement;
}

function shifted({ start, end, text }: Replacement, distance: number): Replacement {
  return { start: start + distance, end: end + distance, text };
}

function inScalar({ source, node }: Extract<Level, { kind: 'scalar' }>, text: string): Replacement | null {
  if (isLiteral(source, node)) return inLines(source, node, text) ?? rewritten(source, node, text);
  return inQuotes(source, node, text) ?? rewritten(source, node, text);
}

/** The lines of a `|` block that change. */
function inLines(source: string, node: ScalarNode, text: string): Replacement | null {
  if (breaksAtEnd(node.text ?? '') !== breaksAtEnd(text)) return null;
  const before = (node.text ?? '').split('\n');
  const after = text.split('\n');
  const written = blockLines(source, node);
  const indent = indentOf(source, node);
  const { same, sameAtEnd } = alike(before, after);
  const first = written?.[same];
  const last = written?.[before.length - sameAtEnd - 1];
  if (indent === null || first === undefined) return null;
  const lines = after.slice(same, after.length - sameAtEnd).map((line) => indented(line, indent));
  const start = lineStart(source, first.start);
  // Nothing goes, so that what comes needs a line break of its own.
  if (before.length - sameAtEnd <= same)
    return { start, end: start, text: lines.map((line) => line + lineEndOf(source)).join('') };
  const end = last === undefined ? start : last.end;
  if (lines.length > 0) return { start, end, text: lines.join(lineEndOf(source)) };
  const next = written?.[before.length - sameAtEnd];
  return next === undefined ? null : { start, end: lineStart(source, next.start), text: '' };
}

function alike(before: readonly string[], after: readonly string[]): { same: number; sameAtEnd: number } {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same += 1;
  let sameAtEnd = 0;
  while (sameAtEnd < shorter - same && before.at(-1 - sameAtEnd) === after.at(-1 - sameAtEnd)) sameAtEnd += 1;
  return { same, sameAtEnd };
}

/** Only double quotes can say everything, so that a part of them can be replaced by anything. */
function inQuotes(source: string, node: ScalarNode, text: string): Replacement | null {
  const { text: before, places } = scalarText(source, node);
  if (source.charAt(node.span.start) !== '"' || before === '') return null;
  const change = changeIn(before, text, places);
  return { ...change, text: JSON.stringify(change.text).slice(1, -1) };
}

/** The range between what is the same at the beginning and at the end; no character is cut into halves. */
function changeIn(before: string, after: string, places: Places): Replacement {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  if (isHighHalf(before.charCodeAt(from - 1))) from -= 1;
  let atEnd = 0;
  while (atEnd < shorter - from && before.at(-1 - atEnd) === after.at(-1 - atEnd)) atEnd += 1;
  if (isLowHalf(before.charCodeAt(before.length - atEnd))) atEnd -= 1;
  const to = before.length - atEnd;
  const start = places.at(from);
  const end = to > from ? places.endAt(to) : start;
  return { start, end, text: after.slice(from, after.length - atEnd) };
}

function isHighHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** The whole scalar once more: lines as a `|` block where there is one already, in double quotes elsewhere. */
function rewritten(source: string, node: ScalarNode, text: string): Replacement | null {
  const indent = node.style === 'block' ? indentOf(source, node) : null;
  if (node.style === 'alias' || node.style === 'empty') return null;
  if (indent === null) return { ...node.span, text: JSON.stringify(text) };
  const breaks = breaksAtEnd(text);
  const written = blockLines(source, node) ?? [];
  const last = breaks > 1 ? written.at(-1) : written.findLast((line) => line.text.trim() !== '');
  const lines = text.slice(0, text.length - breaks).split('\n');
  const more = Array.from({ length: Math.max(0, breaks - 1) }, () => '');
  return {
    start: node.span.start,
    end: last?.end ?? node.span.end,
    text: [
      headerFor(source, node, breaks),
      ...[...lines, ...more].map((line) => indented(line, indent)),
    ].join(lineEndOf(source)),
  };
}

/** How a block says what becomes of the line breaks at its end. How far it is indented stays, and so does the comment behind. */
function headerFor(source: string, { span }: ScalarNode, breaks: number): string {
  HEADER.lastIndex = span.start;
  const [, indicator = '', comment = ''] = HEADER.exec(source) ?? [];
  return `|${indicator}${['-', ''][breaks] ?? '+'}${comment}`;
}

/** A block may say its chomping before its indentation. */
const HEADER = /[|>][-+]?(\d?)[-+]?((?:[ \t]+#[^\r\n]*)?)/y;

function breaksAtEnd(text: string): number {
  let breaks = 0;
  while (text.charAt(text.length - breaks - 1) === '\n') breaks += 1;
  return breaks;
}

function indented(line: string, indent: number): string {
  return line === '' ? '' : ' '.repeat(indent) + line;
}

/** What is new is meant for Optimize: compose must not replace it. */
function withDollars(source: string, text: string): string | null {
  const mapped = withoutDollars(source);
  const change = changeIn(mapped.text, text, mapped);
  return applied(source, [{ ...change, text: change.text.replaceAll('$', '$$$$') }]);
}
