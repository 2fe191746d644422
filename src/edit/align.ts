/**
 * Which lines of one text became which of another. Written here because a correction changes a few lines of one file: the well-known
 * packages bring word diffs, merging and parsing along, none of which is needed.
 */

export interface Step {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

/** The lines of both texts in one order, as people read a difference. */
export function alignedSteps(before: readonly string[], after: readonly string[]): readonly Step[] {
  return aligned(stepsBetween(before, after));
}

function stepsBetween(a: readonly string[], b: readonly string[]): readonly Step[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return [
    ...marked(' ', a.slice(0, head)),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...marked(' ', a.slice(a.length - tail)),
  ];
}

function marked(kind: Step['kind'], lines: readonly string[]): readonly Step[] {
  return lines.map((line) => ({ kind, line }));
}

/** Myers' greedy search: its cost follows the number of changed lines, not the length of the file. */
function middle(a: readonly string[], b: readonly string[]): readonly Step[] {
  const trace: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let changes = 0; changes <= a.length + b.length; changes += 1) {
    const reached = new Map<number, number>();
    trace.push(furthest);
    for (let k = -changes; k <= changes; k += 2) {
      const x = slide(a, b, startOf(furthest, k, changes), k);
      reached.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trace);
    }
    furthest = reached;
  }
  throw new Error('two texts without a difference between them');
}

/** Where diagonal `k` begins: below the one that reaches further, or right of it. */
function startOf(furthest: ReadonlyMap<number, number>, k: number, changes: number): number {
  const down = furthest.get(k + 1) ?? -1;
  const right = furthest.get(k - 1) ?? -1;
  return k === -changes || (k !== changes && right < down) ? down : right + 1;
}

function slide(a: readonly string[], b: readonly string[], from: number, k: number): number {
  let x = from;
  while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
  return x;
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): readonly Step[] {
  const steps: Step[] = [];
  let x = a.length;
  let y = b.length;
  for (let changes = trace.length - 1; changes >= 0; changes -= 1) {
    const from = startOf(trace[changes] ?? new Map<number, number>(), x - y, changes);
    const fromY = from - (x - y);
    while (x > from && y > fromY) {
      steps.push({ kind: ' ', line: a[x - 1] ?? '' });
      x -= 1;
      y -= 1;
    }
    if (changes === 0) break;
    const added = startedByAdding(trace[changes] ?? new Map<number, number>(), x - y, changes);
    steps.push(added ? { kind: '+', line: b[y - 1] ?? '' } : { kind: '-', line: a[x - 1] ?? '' });
    if (added) y -= 1;
    else x -= 1;
  }
  return steps.toReversed();
}

function startedByAdding(furthest: ReadonlyMap<number, number>, k: number, changes: number): boolean {
  const down = furthest.get(k + 1) ?? -1;
  const right = furthest.get(k - 1) ?? -1;
  return k === -changes || (k !== changes && right < down);
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
function reordered(
  steps: readonly Step[],
  order: (removed: readonly Step[], added: readonly Step[]) => readonly Step[],
): readonly Step[] {
  const result: Step[] = [];
  for (let start = 0; start < steps.length;) {
    let end = start;
    while (end < steps.length && steps[end]?.kind !== ' ') end += 1;
    const change = steps.slice(start, end);
    result.push(
      ...order(
        change.filter(({ kind }) => kind === '-'),
        change.filter(({ kind }) => kind === '+'),
      ),
    );
    result.push(...steps.slice(end, end + 1));
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
