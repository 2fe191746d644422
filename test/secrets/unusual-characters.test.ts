import { describe, expect, it } from 'vitest';
import { MaskedSource } from '../../src/configuration/secrets/masked-source.js';
import { decodeText } from '../../src/load/text/encoding.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { maskedText } from '../../src/run/masked-text.js';
import { Leaks } from './leaks.js';

const SECRET = 'Zq7canary9Xw';
const leaks = new Leaks(SECRET);
const vault = { hide: (text: string) => text };

function leaking(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => leaks.in(line) !== null);
}

function linesOf(text: string): readonly string[] {
  return new MaskedSource(parseYaml({ name: 'a.yaml', text }), vault).lines();
}

function base64(text: string, encoding: BufferEncoding = 'utf8'): string {
  return Buffer.from(text, encoding).toString('base64');
}

describe('line breaks that only YAML 1.1 knows hide no secret', () => {
  const BREAKS = { 'next line': '\u0085', 'line separator': '\u2028', 'paragraph separator': '\u2029' };

  it.each(Object.entries(BREAKS))('%s', (_, mark) => {
    for (const text of [
      `a:\n  password: ${mark}${SECRET}\n`,
      `a:\n  password: ${mark}"${SECRET}"\n`,
      `a:\n  password: ab${mark}${SECRET}\n`,
      `engines: {}\n# headers:${mark}#   X-Gateway: ${SECRET}\n`,
      `command:${mark}  - redis-cli${mark}  - -a${mark}  - ${SECRET}${mark}`,
      `rest: http://u:ab${mark}${SECRET}@h:1/e\n`,
    ])
      expect(leaking(linesOf(text))).toEqual([]);
  });
});

describe('what looks like a blank hides no secret', () => {
  const BLANKS = ['\u00a0', '\u1680', '\u2003', '\u200b', '\u3000', '\ufeff', '\u000b', '\f', '\u0007'];

  it.each(BLANKS.map((blank) => [`U+${blank.charCodeAt(0).toString(16)}`, blank]))('%s', (_, blank) => {
    for (const text of [
      `a: 1 # see http://u:ab${blank}${SECRET}@h/e\n`,
      `a: "see http://u:ab${blank}${SECRET}@h/e"\n`,
      `x: &login ${blank}${SECRET}\npassword: *login\n`,
      `# once Basic ${blank}${SECRET}\n`,
      `# ALTER USER u IDENTIFIED BY ${blank}${SECRET};\n`,
      `# ${blank}db.example.org:5432:optimize:user:${SECRET}\n`,
    ])
      expect(leaking(linesOf(text))).toEqual([]);
  });

  it.each(['\f', '\u0007', '\u0000', '\u200b'])('at the beginning of a password: %j', (sign) => {
    const text = `a: [{name: AN_ADDRESS, value: "http://u:${sign}${SECRET}@h/engine-rest"}]\n`;
    expect(leaking(linesOf(text))).toEqual([]);
    expect(leaking(maskedText({ name: 'a.yaml', isCarrier: true }, text, vault).split('\n'))).toEqual([]);
  });

  it('nor does a quote behind another sign', () => {
    expect(leaking(linesOf(`a: 1 # http://u:${SECRET}!"@host/e\n`))).toEqual([]);
  });

  it.each(['\f', '\ufeff\ufeff'])('before a manifest: %j', (mark) => {
    for (const text of [
      `${mark}kind: Secret\ndata: {level: ${SECRET}}\n`,
      `${mark}kind: SealedSecret\nspec:\n  template:\n    data: {level: ${SECRET}}\n`,
    ])
      expect(leaking(linesOf(text))).toEqual([]);
  });
});

describe('escapes hide no secret', () => {
  it.each([
    'x: "http://u:SECRET\\U00000040h:1/e"\n',
    'x: "password\\U0000003dSECRET"\n',
    'x: "u\\u003aSECRET@h:1/e"\n',
    'rest: "http\\x3a//u\\x3aSECRET@h:1/e"\n',
    'x: "\\x70\\x61\\x73\\x73\\x77\\x6f\\x72\\x64=SECRET"\n',
    'x: "Bearer \\\n      SECRET"\n',
    'x: "pass\\\n      word=SECRET"\n',
  ])('%s', (text) => {
    expect(leaking(linesOf(text.replace('SECRET', SECRET)))).toEqual([]);
  });
});

describe('Base64 hides no secret', () => {
  it.each([
    ['of a login with a line end', base64(`demo:${SECRET}\n`)],
    ['of a login with a mark', base64(`\ufeffdemo:${SECRET}`)],
    ['of Latin-1', base64(`password: ${SECRET}\n# gr\u00fcn\n`, 'latin1')],
    ['of a login in Latin-1', base64(`d\u00e9mo:${SECRET}`, 'latin1')],
    ['of what was lost on the way', base64(`password: ${SECRET}\n# \ufffd\n`)],
  ])('%s', (_, encoded) => {
    expect(linesOf(`x: ${encoded}\n`).join('\n')).not.toContain(encoded.slice(0, 12));
  });

  it('and tells those apart from what is no text', () => {
    const bytes = Buffer.from(Array.from({ length: 200 }, (_, at) => (at * 89 + 7) % 256));
    const encoded = bytes.toString('base64');
    expect(linesOf(`x: ${encoded}\n`).join('\n')).toContain(encoded);
  });
});

describe('characters of two and four bytes hide no secret', () => {
  const text = `\u043f: 1\nsecrets:\n  - ${SECRET}\nx: Bearer ${SECRET}\nenv: [{name: DB_PASSWORD, value: ${SECRET}}]\n`;
  const wide = (units: 2 | 4, big: boolean, mark: boolean): Uint8Array => {
    const characters = Array.from((mark ? '\ufeff' : '') + text);
    const bytes = Buffer.alloc(characters.length * units);
    for (const [at, character] of characters.entries()) {
      const code = character.codePointAt(0) ?? 0;
      if (big) bytes.writeUIntBE(code, at * units, units);
      else bytes.writeUIntLE(code, at * units, units);
    }
    return bytes;
  };

  it.each([
    [2, false, false, 'UTF-16 (little endian)'],
    [2, true, false, 'UTF-16 (big endian)'],
    [2, true, true, 'UTF-16 (big endian)'],
    [4, false, false, 'UTF-32 (little endian)'],
    [4, true, false, 'UTF-32 (big endian)'],
    [4, false, true, 'UTF-32 (little endian)'],
    [4, true, true, 'UTF-32 (big endian)'],
  ] as const)('%d bytes, big endian: %s, with a mark: %s', (units, big, mark, seems) => {
    const decoded = decodeText(wide(units, big, mark));
    expect(decoded).toMatchObject({ text, encoding: { seems } });
    expect(leaking(linesOf(decoded.text))).toEqual([]);
  });

  it.each([
    ['a', 'little'],
    ['\u043f', 'little'],
    ['a', 'big'],
    ['\u043f', 'big'],
  ])('where most letters are others, beginning with %s: %s endian', (first, order) => {
    const written = `${first}: 1 # ${'\u043f\u0440\u0438\u0432\u0435\u0442 '.repeat(120)}\n${text}`;
    const bytes = Buffer.from(written, 'utf16le');
    const seems = `UTF-16 (${order} endian)`;
    expect(decodeText(order === 'big' ? bytes.swap16() : bytes)).toMatchObject({
      text: written,
      encoding: { seems },
    });
  });
});

describe('a line that cannot be read', () => {
  it.each([`  user: @${SECRET}`, `  level: "${SECRET}" x`, `  user: \f${SECRET}`, `  level: "\0${SECRET}"`])(
    'belongs to no text above it: %j',
    (line) => {
      const text = [
        'apiVersion: v1',
        'kind: Secret',
        'metadata: {name: x}',
        'stringData:',
        '  environment-config.yaml: |',
        '    engines: {a: {name: default}}',
        line,
        '',
      ].join('\n');
      expect(leaking(maskedText({ name: 'a.yaml', isCarrier: true }, text, vault).split('\n'))).toEqual([]);
    },
  );
});
