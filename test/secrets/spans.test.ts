import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedIn } from '../../src/configuration/secrets/encoded.js';
import { secretsInLines } from '../../src/configuration/secrets/lines/secret-lines.js';
import { secretsInDocuments } from '../../src/configuration/secrets/secret-spans.js';
import { secretsInValue } from '../../src/configuration/secrets/secret-texts.js';
import { maskSpans, merged } from '../../src/configuration/secrets/spans.js';

/** Of whatever says that something is a secret, in any order. */
const PARTS = [
  'password,<password,<password>,</password>,<credential-reference,value=,"hunter2",\'hunter2\',hunter22,/>,>,<',
  '<!-- , -->,: ,=,=>,|,%3D,${DB_PASSWORD:,},{{ .Values.password | default ,}},http://,u:,@,host,?,&,;,(,),[,]',
  '--password,-p, -u ,curl ,redis-cli -a ,net use ,echo ,base64,<<<, | ,kind: Secret\n,data:\n  a: ,- ,# , ,\n',
].flatMap((parts) => parts.split(','));

const texts = fc
  .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''));

describe('whatever a text is', () => {
  it('each of its secrets lies in it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const spans = [
          ...secretsInValue(text),
          ...secretsInLines(text),
          ...encodedIn(text),
          ...secretsInDocuments(text),
        ];
        expect(spans.filter(({ start, end }) => !(start >= 0 && start <= end && end <= text.length))).toEqual(
          [],
        );
      }),
      { numRuns: 6_000 },
    );
  });
});

describe('a range that begins before the text', () => {
  it('masks what of it lies in the text', () => {
    expect(maskSpans('hunter2 is said', [{ start: -5, end: 7 }])).toBe('*** is said');
  });
  it('masks nothing where it ends before the text, too', () => {
    expect(merged([{ start: -5, end: -1 }])).toEqual([]);
  });
});
