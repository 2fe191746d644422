import { alignedSteps, reordered, type Step } from './align.js';

/** Unified diffs that `patch` and `git apply` accept. */

const CONTEXT = 3;

/** The difference between two texts, or the empty string where there is none. Line ends count. */
export function unifiedDiff(before: string, after: string, names: { from: string; to: string }): string {
  if (before === after) return '';
  const steps = alignedSteps(linesOf(before), linesOf(after));
  const hunks = hunksOf(steps, CONTEXT, 0).map((hunk) => hunkText(steps, hunk));
  return `--- ${names.from}\n+++ ${names.to}\n${hunks.join('')}`;
}

/** As `diff` and `patch` count: only LF ends a line. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

/** Changes with some lines around them; how many lines each side has before it and in it. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly head: string;
}

function hunksOf(steps: readonly Step[], context: number, linesAbove: number): readonly Hunk[] {
  const counter = { at: 0, before: linesAbove, after: linesAbove };
  return rangesOf(steps, context).map(({ start, end }) => {
    count(steps, counter, start);
    const { before, after } = counter;
    count(steps, counter, end);
    const head = `@@ -${rangeText(before, counter.before)} +${rangeText(after, counter.after)} @@`;
    return { start, end, head };
  });
}

/** Neighbours share a hunk. */
function rangesOf(steps: readonly Step[], context: number): readonly Omit<Hunk, 'head'>[] {
  const ranges: Omit<Hunk, 'head'>[] = [];
  for (const [index, { kind }] of steps.entries()) {
    if (kind === ' ') continue;
    const start = Math.max(0, index - context);
    const end = Math.min(steps.length, index + 1 + context);
    const last = ranges.at(-1);
    if (last !== undefined && start <= last.end) ranges[ranges.length - 1] = { start: last.start, end };
    else ranges.push({ start, end });
  }
  return ranges;
}

/** Counts the lines of both sides on to a step: each step once, however many hunks there are. */
function count(
  steps: readonly Step[],
  counter: { at: number; before: number; after: number },
  end: number,
): void {
  for (; counter.at < end; counter.at += 1) {
    const kind = steps[counter.at]?.kind;
    if (kind !== '+') counter.before += 1;
    if (kind !== '-') counter.after += 1;
  }
}

/** `line,count` of one side. An empty range names the line before it. */
function rangeText(above: number, to: number): string {
  return `${to === above ? above : above + 1},${to - above}`;
}

function hunkText(steps: readonly Step[], { start, end, head }: Hunk): string {
  const body = steps
    .slice(start, end)
    .map(({ kind, line }) =>
      line.endsWith('\n') ? kind + line : `${kind}${line}\n\\ No newline at end of file\n`,
    );
  return `${head}\n${body.join('')}`;
}

/** Lines without their ends, and how they are shown: secrets are not. */
interface ShownLines {
  readonly raw: readonly string[];
  readonly shown: readonly string[];
}

/**
 * The difference between lines without their ends, for people: hunks as in a unified diff, with one line around each change and the
 * middle of long runs left out. What is shown alike on both sides is no change. `linesAbove` is how many lines the file has before these.
 */
export function shortDiff(before: ShownLines, after: ShownLines, linesAbove: number): readonly string[] {
  const steps = withoutUnseen(asShown(alignedSteps(before.raw, after.raw), before.shown, after.shown));
  return hunksOf(steps, 1, linesAbove).flatMap(({ start, end, head }) => [
    head,
    ...runsOf(steps.slice(start, end)).flatMap(shortRun),
  ]);
}

/** Each side of a difference has its lines in their order. */
function asShown(
  steps: readonly Step[],
  before: readonly string[],
  after: readonly string[],
): readonly Step[] {
  let [inBefore, inAfter] = [0, 0];
  return steps.map(({ kind }) => {
    const shown = kind === '+' ? after[inAfter] : before[inBefore];
    if (kind !== '+') inBefore += 1;
    if (kind !== '-') inAfter += 1;
    return { kind, line: shown ?? '' };
  });
}

/** A change whose two sides look alike, as far as they do from either end: what differs there is not shown. */
function withoutUnseen(steps: readonly Step[]): readonly Step[] {
  return reordered(steps, (removed, added) => {
    const alike = (index: number): boolean => removed.at(index)?.line === added.at(index)?.line;
    const shorter = Math.min(removed.length, added.length);
    let head = 0;
    while (head < shorter && alike(head)) head += 1;
    let tail = 0;
    while (tail < shorter - head && alike(-1 - tail)) tail += 1;
    const kept = (from: number, to?: number): readonly Step[] =>
      removed.slice(from, to).map(({ line }) => ({ kind: ' ', line }));
    return [
      ...kept(0, head),
      ...removed.slice(head, removed.length - tail),
      ...added.slice(head, added.length - tail),
      ...kept(removed.length - tail),
    ];
  });
}

function runsOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const runs: Step[][] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if (last?.[0]?.kind === step.kind) last.push(step);
    else runs.push([step]);
  }
  return runs;
}

/** So many lines of one kind are shown; of more, the first ones and their number. */
const LONGEST_RUN = 8;
const OF_LONGER_RUNS = 4;

function shortRun(run: readonly Step[]): readonly string[] {
  const shown = run.length <= LONGEST_RUN ? run : run.slice(0, OF_LONGER_RUNS);
  const lines = shown.map(({ kind, line }) => kind + line);
  const left = run.length - shown.length;
  return left === 0 ? lines : [...lines, `${run[0]?.kind ?? ' '} … ${left} more lines`];
}
