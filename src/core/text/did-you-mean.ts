import { least } from '../many.js';
/**
 * The candidate that a word was probably meant to be, or null: at most one slip per so many letters. By hand, because commander keeps its
 * own to itself, and packages give a distance only: what is near enough to be proposed is decided here.
 */
export function closest(word: string, candidates: Iterable<string>, lettersPerSlip = 3): string | null {
  let best: string | null = null;
  let fewest = Math.floor(Math.max(word.length, lettersPerSlip) / lettersPerSlip) + 1;
  const meant = word.toLowerCase();
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const slips = distance(...unlikeParts(meant, candidate.toLowerCase()), fewest);
    if (slips < fewest) {
      fewest = slips;
      best = candidate;
    }
  }
  return best;
}

/** Words of a run that are compared with all candidates, of which there may be thousands as well. */
const MOST_COMPARED = 100;

/** `closest` for so many words; undefined for every further one: what it was meant to be is not looked for. */
export function closestForFew(): (word: string, candidates: Iterable<string>) => string | null | undefined {
  let left = MOST_COMPARED;
  return (word, candidates) => {
    if (left === 0) return undefined;
    left -= 1;
    return closest(word, candidates);
  };
}

/** Letters of a part that nobody mistypes: the time to compare two grows with its square. */
const LONGEST_SLIP = 300;

/** Two words without what both begin with and what both end with, which makes no difference. */
function unlikeParts(a: string, b: string): readonly [string, string] {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

/** Insertions, deletions, replacements and swapped neighbours (optimal string alignment); gives up at `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || Math.min(a.length, b.length) > LONGEST_SLIP) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (beforeLast[j - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      row.push(Math.min(replaced, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    if (least(row) >= limit) return limit;
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? limit;
}
