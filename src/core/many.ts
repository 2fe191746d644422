/*
 * For lists of any length. A call takes its arguments on the stack, which overflows where a list of some hundred thousand is spread into them.
 */

/** Puts all of `more` at the end of the list. */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const each of more) list.push(each);
}

/** The least of the numbers, `atMost` where all are greater or there is none. */
export function least(numbers: Iterable<number>, atMost = Number.POSITIVE_INFINITY): number {
  let found = atMost;
  for (const each of numbers) if (each < found) found = each;
  return found;
}

/** The greatest of the numbers, `atLeast` where all are less or there is none. */
export function greatest(numbers: Iterable<number>, atLeast = Number.NEGATIVE_INFINITY): number {
  let found = atLeast;
  for (const each of numbers) if (each > found) found = each;
  return found;
}

/** The first index below `count` that fits, where all behind it fit as well; `count` where none does. */
export function firstIndex(count: number, fits: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
