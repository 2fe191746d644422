import { describe, expect, it } from 'vitest';
import { InputError, OutputError, UsageError } from '../../src/core/errors.js';

describe('what stops a run', () => {
  it('has the lines that help below it, without those that do not apply', () => {
    expect(new UsageError('no', 'a', null, 'b')).toMatchObject({ message: 'no', help: ['a', 'b'] });
    expect(new InputError('no', { help: 'a' })).toMatchObject({ name: 'InputError', help: ['a'] });
    expect(new OutputError('no', { help: ['a', 'b'] })).toMatchObject({
      name: 'OutputError',
      help: ['a', 'b'],
    });
  });

  it.each([InputError, OutputError])(
    'has its cause, where there is one, and no help unless it is given',
    (Kind) => {
      const cause = new Error('why');
      expect(new Kind('no', { cause })).toMatchObject({ cause, help: [] });
      expect(Object.hasOwn(new Kind('no'), 'cause')).toBe(false);
      expect(new Kind('no').help).toEqual([]);
    },
  );
});
