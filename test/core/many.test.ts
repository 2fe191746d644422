import { expect, it } from 'vitest';
import { firstIndex } from '../../src/core/many.js';

it.each([
  [[], 5, 0],
  [[1, 3, 5, 7], 0, 0],
  [[1, 3, 5, 7], 5, 2],
  [[1, 3, 5, 7], 6, 3],
  [[1, 3, 5, 7], 8, 4],
  [[2, 2, 2], 2, 0],
])('of %j the first that is at least %d', (numbers: readonly number[], limit, index) => {
  expect(firstIndex(numbers.length, (at) => (numbers[at] ?? 0) >= limit)).toBe(index);
});
