import { describe, expect, it } from 'vitest';
import { readProblem, systemCode, writeProblem } from '../../src/core/system-errors.js';

const failed = (code: unknown): Error => Object.assign(new Error('failed'), { code });

describe('an error of the system', () => {
  it('has a code where it is one', () => {
    expect(systemCode(failed('ENOENT'))).toBe('ENOENT');
    expect([new Error('x'), failed(7), 'ENOENT', null, undefined].map(systemCode)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });

  it.each([
    ['ENOENT', 'no such file', 'cannot be written: no such folder'],
    ['ENOTDIR', 'no such file', 'cannot be written: no such folder'],
    ['EISDIR', 'is a directory', 'cannot be written: it is a directory'],
    [
      'ELOOP',
      'is a link that leads back to itself',
      'cannot be written: it is a link that leads back to itself',
    ],
    ['EACCES', 'no permission to read it', 'cannot be written: no permission to write it'],
    ['EMFILE', 'too many files are open', 'cannot be written: too many files are open'],
    ['ENOSPC', 'cannot be read (ENOSPC)', 'cannot be written: the disk is full'],
    ['EFAULT', 'cannot be read (EFAULT)', 'cannot be written (EFAULT)'],
    [7, 'cannot be read (unknown error)', 'cannot be written (unknown error)'],
  ])('%s is told to who reads and to who writes', (code, reading, writing) => {
    expect([readProblem(failed(code)), writeProblem(failed(code))]).toEqual([reading, writing]);
  });
});
