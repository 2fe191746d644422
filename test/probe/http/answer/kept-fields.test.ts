import { describe, expect, it } from 'vitest';
import { keepError, keepFields } from '../../../../src/probe/http/answer/kept-fields.js';

const DEEP = 10_000;

describe('what is kept of a body', () => {
  const keep = keepFields('id', 'permissions');

  it('is the named fields of an object, or of each row of a list', () => {
    expect(keep({ id: 'a', secret: 'x' })).toEqual({ id: 'a' });
    expect(keep([{ id: 'a', permissions: ['READ', 'ALL'] }, { secret: 'x' }])).toEqual([
      { id: 'a', permissions: ['READ', 'ALL'] },
      {},
    ]);
  });

  it.each<[string, unknown, unknown]>([
    ['a text', 'text', null],
    ['a list of texts', ['text', null], [null, null]],
    ['a list of lists', [[{ id: 'a' }]], [null]],
    ['an object in a field', { id: { nested: 'x' } }, { id: null }],
    [
      'a list of objects in a field',
      { permissions: ['READ', { nested: 'x' }, [1]] },
      { permissions: ['READ', null, null] },
    ],
  ])('is nothing of %s', (_name, body, kept) => {
    expect(keep(body)).toEqual(kept);
  });

  it('is no text that is longer than any column of an engine', () => {
    const long = 'x'.repeat(401);
    expect(keep({ id: long, permissions: [long, 'READ'] })).toEqual({ permissions: [null, 'READ'] });
    expect(keep([{ id: long.slice(1) }])).toEqual([{ id: long.slice(1) }]);
    expect(keepError({ type: long, code: 1, message: `Process engine ${long} not available` })).toEqual({
      code: 1,
    });
  });

  it.each<[string, string]>([
    ['a list', nested('[', ']')],
    ['an object', nested('{"id":', '}', '1')],
    ['a field of a row', `[{"id":${nested('[', ']')},"permissions":[${nested('[', ']')}]}]`],
  ])('never overflows the stack, however deep %s is nested', (_name, text) => {
    const body: unknown = JSON.parse(text);
    expect(() => JSON.stringify(keep(body))).not.toThrow();
    expect(() => JSON.stringify(keepError(body))).not.toThrow();
  });
});

function nested(open: string, close: string, inner = ''): string {
  return `${open.repeat(DEEP)}${inner}${close.repeat(DEEP)}`;
}
