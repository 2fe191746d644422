import { posix as real } from 'node:path';
import { expect, it } from 'vitest';
import { posix } from '../../src/playground/no-path.js';

const NAMES = [
  '',
  '.',
  '/',
  'a',
  '/a',
  'a/',
  '/a/b',
  '/a//b/',
  './a/../b',
  '../a',
  '/../a',
  'a/../..',
  '/a/./b/..',
];

it.each(NAMES)('the paths of a container are those of Node in the playground: "%s"', (name) => {
  expect(posix.normalize(name)).toBe(real.normalize(name).replace(/(?<=.)\/$/u, ''));
  expect(posix.resolve('/x/y', name)).toBe(real.resolve('/x/y', name));
  const normal = posix.normalize(name);
  expect([posix.dirname(normal), posix.basename(normal)]).toEqual([
    real.dirname(normal),
    real.basename(normal),
  ]);
});
