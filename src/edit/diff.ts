import { alignedSteps, type Step } from './align.js';

/** Unified diffs that `patch` and `git apply` accept. */

const CONTEXT = 3;

/** The difference between two texts, or the empty string where there is none. Line ends count. */
export function unifiedDiff(before: string, after: string, names: { from: string; to: string }): string {
  if (before === after) return '';
  const steps = alignedSteps(linesOf(before), linesOf(after));
  const hunks = hunksOf(steps, CONTEXT).map((range) => hunkText(steps, range));
  return `--- ${names.from}\n+++ ${names.to}\n${hunks.join('')}`;
}

/** As `diff` and `patch` count: only LF ends a line. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Changes with some lines around them; neighbours share a hunk. */
function hunksOf(steps: readonly Step[], context: number): readonly Range[] {
  const hunks: Range[] = [];
  for (const [index, { kind }] of steps.entries()) {
    if (kind === ' ') continue;
    const start = Math.max(0, index - context);
    const end = Math.min(steps.length, index + 1 + context);
    const last = hunks.at(-1);
    if (last !== undefined && start <= last.end) hunks[hunks.length - 1] = { start: last.start, end };
    else hunks.push({ start, end });
  }
  return hunks;
}

function hunkText(steps: readonly Step[], range: Range): string {
  const body = steps
    .slice(range.start, range.end)
    .map(({ kind, line }) =>
      line.endsWith('\n') ? kind + line : `${kind}${line}\n\\ No newline at end of file\n`,
    );
  return `${headOf(steps, range, 0)}\n${body.join('')}`;
}

function headOf(steps: readonly Step[], { start, end }: Range, linesAbove: number): string {
  const [before, shown] = [steps.slice(0, start), steps.slice(start, end)];
  return `@@ -${rangeText(before, shown, '+', linesAbove)} +${rangeText(before, shown, '-', linesAbove)} @@`;
}

/** `line,count` of one side: the steps of the other side do not count. An empty range names the line before it. */
function rangeText(
  before: readonly Step[],
  shown: readonly Step[],
  other: Step['kind'],
  linesAbove: number,
): string {
  const count = shown.filter(({ kind }) => kind !== other).length;
  const line = linesAbove + before.filter(({ kind }) => kind !== other).length + (count === 0 ? 0 : 1);
  return `${line},${count}`;
}

/**
 * The difference between lines without their ends, for people: hunks as in a unified diff, with one line around each change and the
 * middle of long runs left out. `linesAbove` is how many lines the file has before these.
 */
export function shortDiff(
  before: readonly string[],
  after: readonly string[],
  linesAbove: number,
): readonly string[] {
  const steps = alignedSteps(before, after);
  return hunksOf(steps, 1).flatMap((range) => [
    headOf(steps, range, linesAbove),
    ...runsOf(steps.slice(range.start, range.end)).flatMap(shortRun),
  ]);
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
