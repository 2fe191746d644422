import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodedIn, isEncodedSecret } from '../../src/configuration/secrets/encoded.js';
import { unescaped } from '../../src/configuration/secrets/escapes.js';

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');

describe('Base64 is a secret', () => {
  it.each([
    ['of a login', 'demo:demo'],
    ['of a login with anything in its password', 'u:p ä/:"x'],
    ['of a configuration', 'engines:\n  a:\n    password: x1\n'],
    ['of an address with a login', 'url=http://u:p@host/engine-rest'],
    ['of Base64 of a login', `auths: ${base64('demo:hunter2')}`],
    ['of what is packed', gzipSync('anything')],
    ['of Base64 of what is packed, as Helm keeps a release', base64(gzipSync('anything'))],
  ])('%s', (_what, text) => {
    expect(isEncodedSecret(base64(text))).toBe(true);
  });

  it.each([
    ['of a sentence', 'hello: this is a text'],
    ['of an address', 'http://host:8080/engine-rest'],
    ['of bytes', Buffer.from([1, 2, 3, 58, 255, 254, 0, 9, 8])],
    ['of bytes that are a text', Buffer.from([97, 58, 1, 2, 3, 4, 5, 6, 7])],
  ])('but not %s', (_what, text) => {
    expect(isEncodedSecret(base64(text))).toBe(false);
  });

  it.each(['engine-rest', 'camunda/engine/rest', 'processDefinitions', '0123456789abcdef0123456789abcdef'])(
    'and neither is a word: %s',
    (word) => {
      expect(isEncodedSecret(word)).toBe(false);
    },
  );

  it('where it stands in a text', () => {
    const login = base64('demo:hunter2');
    const text = `# see ${login}, and ${base64('no secret in it')}`;
    expect(encodedIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([login]);
  });
});

describe('a text is read as what JSON, YAML or XML means, and stays as long', () => {
  it.each([
    [String.raw`a\u003cb\u003E`, 'a     <b     >'],
    [String.raw`a\x3cb`, 'a   <b'],
    [String.raw`a\nb\tc\"d\/e`, 'a \nb  c "d /e'],
    [String.raw`a\\nb\q`, String.raw`a\\nb\q`],
    ['&lt;a&gt; &quot;&apos;', '   <a   >      "     \''],
    ['&amp;lt;a &#60;b &#x3c;c', '       <a     <b      <c'],
    [String.raw`\u0026lt;a`, '        <a'],
    ['a & b &x; &amp; &copy;', 'a & b &x; &amp; &copy;'],
  ])('%s', (written, read) => {
    expect(unescaped(written)).toBe(read);
    expect(read).toHaveLength(written.length);
  });
});

it.each([
  ['a word', 'QUJD', 12_000_000],
  ['words', 'QUJD ', 12_000_000],
  ['signs behind a word', `QUJDQUJDQUJD${'='.repeat(2_000_000)}`, 1],
])('%s of megabytes: a text that is looked through without running out of stack', (_what, part, length) => {
  const text = part.repeat(Math.ceil(length / part.length));
  expect(isEncodedSecret(text)).toBe(false);
  expect(encodedIn(text)).toEqual([]);
});
