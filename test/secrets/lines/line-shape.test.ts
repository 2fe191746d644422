import { describe, expect, it } from 'vitest';
import { shapeOf, type Shape } from '../../../src/configuration/secrets/lines/line-shape.js';

describe('the shape of a line', () => {
  it.each<[string, Partial<Shape>]>([
    ['key: x', { comment: false, dash: false, content: 10, column: 0, outer: 0 }],
    ['    key: x', { comment: false, dash: false, content: 14, column: 4, outer: 4 }],
    ['  - key: x', { dash: true, content: 14, column: 4, outer: 2 }],
    ['  - - x', { dash: true, content: 16, column: 6, outer: 2 }],
    ['- x', { dash: true, content: 12, column: 2, outer: 0 }],
    ['  -', { dash: true, content: 12, column: 2, outer: 2 }],
    ['  - \u{200b}', { dash: true }],
    ['  -x', { dash: false, content: 12, column: 2, outer: 2 }],
    ['--- # x', { dash: false }],
    ['x -', { dash: false }],
    ['  # key: x', { comment: true, dash: false, content: 14, column: 4, outer: 4 }],
    ['  # - key: x', { comment: true, dash: true, content: 16, column: 6, outer: 4 }],
    ['// key: x', { comment: true, content: 13, column: 3 }],
    [' * key: x', { comment: true, content: 13, column: 3 }],
    ['/* said */ key: x', { comment: false, content: 21, column: 0 }],
    ['', { comment: false, dash: false, content: 10, column: 0, outer: 0 }],
  ])('is read: %j', (line, shape) => {
    expect(shapeOf(line, 10)).toMatchObject(shape);
  });
});
