import { describe, expect, it } from 'vitest';
import { cutObject, LONGEST_ERROR } from '../../../../src/probe/http/answer/cut-json.js';

const asItIs = (text: string): string => text;

function cut(object: object): string {
  return JSON.stringify(object).slice(0, LONGEST_ERROR);
}

describe('an object that was cut', () => {
  it('tells the fields before the long one, and how that begins', () => {
    const object = { type: 'RestException', message: `no: ${'x'.repeat(100_000)}`, code: 0 };
    expect(cutObject(cut(object), asItIs)).toEqual({
      type: 'RestException',
      message: expect.stringMatching(/^no: x{1000,}$/u),
    });
  });

  it('tells the fields before one that is nested', () => {
    const trace = Array.from({ length: 10_000 }, (_, at) => ({ frame: `at ${at}, "{[` }));
    expect(cutObject(cut({ title: 'No', trace, message: 'late' }), asItIs)).toEqual({ title: 'No' });
  });

  it('is read wherever an escape is cut through', () => {
    for (let blanks = 0; blanks < 14; blanks += 1) {
      const object = { type: 'A', message: `${' '.repeat(blanks)}${'\u0007"'.repeat(20_000)}` };
      expect(cutObject(cut(object), asItIs)).toMatchObject({ type: 'A', message: expect.any(String) });
    }
  });

  it('tells nothing of a secret that is cut through', () => {
    const secret = 'Xk29vQm71p';
    for (let at = 1; at < secret.length; at += 1) {
      const before = ' '.repeat(LONGEST_ERROR - '{"message":"'.length - at);
      const told = cutObject(cut({ message: before + secret }), (text) => text.replaceAll(secret, '***'));
      expect(JSON.stringify(told)).not.toContain('X');
    }
  });

  it('is not what is shorter, a list, a page or no JSON', () => {
    const long = 'x'.repeat(LONGEST_ERROR);
    for (const body of ['{"type":"A', `["${long}`, `<html>${long}`, `{${long}`, `{"a" "${long}`])
      expect(cutObject(body, asItIs) ?? {}).toEqual({});
  });
});
