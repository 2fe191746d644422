import { firstIndex } from '../../core/many.js';
import { MASK } from '../../core/text/secret-text.js';
import type { Span } from '../../load/types.js';

/** A text with ranges of it masked, which may overlap. */
export function maskSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of merged(spans)) {
    pieces.push(text.slice(from, start), maskOf(text, start, end));
    from = end;
  }
  return pieces.join('') + text.slice(from);
}

/** Sorted; overlapping ranges become one. One that begins before the text is cut: JavaScript counts such an offset from the end. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const result: { start: number; end: number }[] = [];
  for (const { start: written, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    const start = Math.max(written, 0);
    if (end <= start) continue;
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** What is left of ranges where others are taken out of them. */
export function withoutSpans(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  const taken = merged(others);
  if (taken.length === 0) return spans;
  const left: Span[] = [];
  let next = 0;
  for (const { start, end } of merged(spans)) {
    let from = start;
    while (next < taken.length && (taken[next]?.end ?? 0) <= start) next += 1;
    for (let at = next; (taken[at]?.start ?? end) < end; at += 1) {
      const other = taken[at];
      if (other === undefined) break;
      if (other.start > from) left.push({ start: from, end: other.start });
      from = Math.max(from, other.end);
    }
    if (from < end) left.push({ start: from, end });
  }
  return left;
}

/** Every line of the secret is masked; the last keeps its length where a setting follows on the same line. */
function maskOf(text: string, start: number, end: number): string {
  const lines = text.slice(start, end).split(/(\r\n|\n|\r)/u);
  const followed = /^["']?\s*[,}\]]/u.test(text.slice(end, end + 20));
  return lines
    .map((line, index) => {
      if (index % 2 === 1 || line.trim() === '') return line;
      const indentation = line.slice(0, line.length - line.trimStart().length);
      return indentation + (followed ? MASK.padEnd(line.length - indentation.length, '*') : MASK);
    })
    .join('');
}

/** The last of sorted ranges that starts at an offset or before it. */
export function lastBefore(spans: readonly Span[], offset: number): Span | undefined {
  return spans[firstIndex(spans.length, (index) => (spans[index]?.start ?? 0) > offset) - 1];
}

/** The first offset that matches, or the end of the text. */
export function firstOf(text: string, pattern: RegExp, from: number): number {
  const sticky = new RegExp(pattern.source, 'gu');
  sticky.lastIndex = from;
  return sticky.exec(text)?.index ?? text.length;
}
