import { diffArrays } from 'diff';
import { append } from '../core/many.js';

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

/**
 * The search takes the square of the number of changed lines. Corrections change a few; where so many differ, nobody would read
 * which of them are equal by chance.
 */
const MOST_CHANGES = 2_000;

function stepsBetween(before: readonly string[], after: readonly string[]): readonly Step[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_CHANGES });
  return changes === undefined
    ? replaced(before, after)
    : changes.flatMap(({ added, removed, value }) => marked(added ? '+' : removed ? '-' : ' ', value));
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
