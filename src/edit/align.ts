import { diffArrays } from 'diff';
import { append, firstIndex } from '../core/many.js';

/**
 * Which lines of one text became which of another. The shortest difference is the library's work; which of several shortest ones people
 * read is decided here, because no library knows that an entry of a configuration begins with its least indented line.
 */

export interface Step {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

/** The lines of both texts in one order, as people read a difference. */
export function alignedSteps(before: readonly string[], after: readonly string[]): readonly Step[] {
  return aligned(stepsBetween(before, after));
}

/** The search takes the square of the number of changed lines. Where so many differ, it is made between lines that cannot be mistaken. */
const MOST_CHANGES = 2_000;
const MOST_BETWEEN_ANCHORS = 200;

function stepsBetween(before: readonly string[], after: readonly string[]): readonly Step[] {
  return shortest(before, after, MOST_CHANGES) ?? betweenAnchors(before, after);
}

/** Null where more lines than that changed. */
function shortest(
  before: readonly string[],
  after: readonly string[],
  maxEditLength: number,
): readonly Step[] | null {
  if (Math.abs(before.length - after.length) > maxEditLength) return null;
  const changes = diffArrays([...before], [...after], { maxEditLength });
  return (
    changes?.flatMap(({ added, removed, value }) => marked(added ? '+' : removed ? '-' : ' ', value)) ?? null
  );
}

/** As patience diff does it: what both texts have once, in the order of both, is the same line. */
function betweenAnchors(before: readonly string[], after: readonly string[]): readonly Step[] {
  const steps: Step[] = [];
  let from: Anchor = { before: 0, after: 0 };
  const upTo = (to: Anchor): void => {
    const gap = [before.slice(from.before, to.before), after.slice(from.after, to.after)] as const;
    append(steps, shortest(...gap, MOST_BETWEEN_ANCHORS) ?? replaced(...gap));
  };
  for (const anchor of anchorsOf(before, after)) {
    upTo(anchor);
    append(steps, marked(' ', before.slice(anchor.before, anchor.before + 1)));
    from = { before: anchor.before + 1, after: anchor.after + 1 };
  }
  upTo({ before: before.length, after: after.length });
  return steps;
}

/** The same line in both texts. */
interface Anchor {
  readonly before: number;
  readonly after: number;
}

/** The longest row of lines that both have once. */
function anchorsOf(before: readonly string[], after: readonly string[]): readonly Anchor[] {
  const [own, others] = [placesOnce(before), placesOnce(after)];
  /** The last anchors of the rows of each length that end soonest, each with the one before it. */
  const ends: Linked[] = [];
  for (const [line, place] of own) {
    const other = others.get(line);
    if (place === null || other == null) continue;
    const length = firstIndex(ends.length, (at) => (ends[at]?.after ?? 0) >= other);
    ends[length] = { before: place, after: other, previous: ends[length - 1] ?? null };
  }
  const row: Anchor[] = [];
  for (let anchor = ends.at(-1) ?? null; anchor !== null; anchor = anchor.previous) row.push(anchor);
  return row.toReversed();
}

interface Linked extends Anchor {
  readonly previous: Linked | null;
}

/** Where each line stands; null for one that stands in several places. */
function placesOnce(lines: readonly string[]): ReadonlyMap<string, number | null> {
  const places = new Map<string, number | null>();
  for (const [place, line] of lines.entries()) places.set(line, places.has(line) ? null : place);
  return places;
}

/** All between what both begin with and what both end with. */
function replaced(before: readonly string[], after: readonly string[]): readonly Step[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [
    ...marked(' ', before.slice(0, head)),
    ...marked('-', before.slice(head, before.length - tail)),
    ...marked('+', after.slice(head, after.length - tail)),
    ...marked(' ', after.slice(after.length - tail)),
  ];
}

function marked(kind: Step['kind'], lines: readonly string[]): readonly Step[] {
  return lines.map((line) => ({ kind, line }));
}

/**
 * Where equal lines surround what goes, several differences are right; the one that begins with the least indented line is the one
 * that people read: a whole entry instead of the end of one and the beginning of the next.
 */
function aligned(steps: readonly Step[]): readonly Step[] {
  // A changed line before a removed entry must not hold the whole run in its place: pairs first, then what is left can move.
  return reordered(moved(reordered(steps, paired)), removedFirst);
}

/** Inside one change the two sides may stand in any order, as long as each keeps its own. */
export function reordered(
  steps: readonly Step[],
  order: (removed: readonly Step[], added: readonly Step[]) => readonly Step[],
): readonly Step[] {
  const result: Step[] = [];
  for (let start = 0; start < steps.length;) {
    let end = start;
    while (end < steps.length && steps[end]?.kind !== ' ') end += 1;
    const change = steps.slice(start, end);
    const removed = change.filter(({ kind }) => kind === '-');
    const added = change.filter(({ kind }) => kind === '+');
    append(result, order(removed, added));
    append(result, steps.slice(end, end + 1));
    start = end + 1;
  }
  return result;
}

function paired(removed: readonly Step[], added: readonly Step[]): readonly Step[] {
  const pairs = removed
    .slice(0, added.length)
    .flatMap((step, index) => [step, ...added.slice(index, index + 1)]);
  return [...pairs, ...removed.slice(added.length), ...added.slice(removed.length)];
}

function removedFirst(removed: readonly Step[], added: readonly Step[]): readonly Step[] {
  return [...removed, ...added];
}

function moved(steps: readonly Step[]): readonly Step[] {
  const result = [...steps];
  for (let start = 0; start < result.length; start += 1) {
    const kind = result[start]?.kind ?? ' ';
    if (kind === ' ') continue;
    let end = start;
    while (result[end]?.kind === kind) end += 1;
    const shift = bestShift(result, { start, end });
    for (let at = 0; at < shift; at += 1) {
      result[start + at] = { kind: ' ', line: result[start + at]?.line ?? '' };
      result[end + at] = { kind, line: result[end + at]?.line ?? '' };
    }
    start = end + shift - 1;
  }
  return result;
}

/** How far a run of changes can move down and begins with less indentation: while the line that it leaves is the line that it takes. */
function bestShift(steps: readonly Step[], { start, end }: Range): number {
  let best = 0;
  for (let shift = 1; ; shift += 1) {
    const taken = steps[end + shift - 1];
    if (taken?.kind !== ' ' || taken.line !== steps[start + shift - 1]?.line) return best;
    if (indentOf(steps[start + shift]) < indentOf(steps[start + best])) best = shift;
  }
}

function indentOf(step: Step | undefined): number {
  const line = step?.line ?? '';
  return line.length - line.trimStart().length;
}

interface Range {
  readonly start: number;
  readonly end: number;
}
