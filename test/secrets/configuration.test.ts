import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readVariables } from '../../src/configuration/resolved/variables-file.js';
import { MaskedSource, maskText } from '../../src/configuration/secrets/masked-source.js';
import { editor } from '../../src/run/judge/edits/show-edits.js';
import { engineWith, interpreted } from '../configuration/helpers.js';

/** Everything in here that starts with CANARY must stay hidden. */
const TEXT = `# password: CANARY-X1
# http://CANARY-X18:CANARY-X19@old/engine-rest
engines:
  a:
    rest: http://CANARY-X2:CANARY-X3@host/engine-rest
    authentication: {enabled: true, user: visible, password: "CANARY-X4"} # once CANARY-X4
  b:
    rest: \${REST}
    authentication:
      enabled: true
      user: "\${USER}"
      password: \${PASSWORD}
  c:
    authentication:
      password: |
        CANARY-X20
        CANARY-X21
      password: 'CANARY-X5 ''with quotes'''
      password: \${X:CANARY-X6}
es:
  security:
    password: |
      CANARY-X7
      CANARY-X8
security: {auth: {token: {secret: CANARY-X9, lifeMin: 60}}}
api:
  accessToken: CANARY-X10
  token: x-\${PART}-y
  client-secret:
    - CANARY-X11
    - CANARY-X12
plain: before \${PASSWORD} after
alerting: {password: \${BAD}, token: CANARY-X13}
`;
const ENV = {
  REST: 'http://CANARY-X14:CANARY-X15@other/engine-rest',
  USER: 'visible-too',
  PASSWORD: 'CANARY-X16',
  BAD: 'CANARY-X17',
  PART: 'CANARY-X22',
};

describe('no secret is shown', () => {
  const { configuration, vault } = interpreted(TEXT, { env: ENV });
  const masked = configuration.files
    .flatMap(({ document }) => new MaskedSource(document, vault).lines())
    .join('\n');

  it('by the lines for frames', () => {
    expect(masked).not.toMatch(/CANARY/u);
    expect(masked.split('\n')).toHaveLength(TEXT.split('\n').length);
  });

  it('but what is none stays', () => {
    for (const text of [
      'user: visible,',
      'lifeMin: 60',
      'password: ${PASSWORD}',
      'http://***@host/engine-rest',
      'plain: before',
    ])
      expect(masked).toContain(text);
  });

  it('by the configuration, printed in any way', () => {
    const printed = [
      JSON.stringify(configuration),
      inspect(configuration, { depth: 99, showHidden: true }),
    ].join('');
    expect(printed.replaceAll(ENV.REST, '')).not.toMatch(/CANARY/u);
    expect(printed).toContain('http://***@host/engine-rest');
  });

  it('by the vault', () => {
    expect(inspect(vault, { depth: 99, showHidden: true }) + JSON.stringify(vault)).not.toMatch(/CANARY/u);
  });

  it('by an edit that takes an entry away', () => {
    // A text that is damaged gets no edits.
    const sound = interpreted(TEXT.replace(/^alerting.*\n/mu, ''), { env: ENV });
    const file = sound.configuration.files[0]?.document.file.name ?? '';
    const show = editor(sound.configuration, sound.vault);
    const lines = show([{ kind: 'remove', file, pointer: '/engines/a' }]) ?? [];
    expect(lines).toContain('-  a:');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join('\n')).not.toMatch(/CANARY/u);
  });

  it.each(['a #CANARY-X30', 'a # was CANARY-X30', '# CANARY-X30'])(
    'by an edit that puts a placeholder before what may be the rest of a secret: %s',
    (password) => {
      const text = `engines:\n  a:\n    authentication:\n      enabled: true\n      password: ${password}\n`;
      const sound = interpreted(text);
      const file = sound.configuration.files[0]?.document.file.name ?? '';
      const show = editor(sound.configuration, sound.vault);
      const pointer = '/engines/a/authentication/password';
      const lines = show([{ kind: 'set', file, pointer, value: '${A_PASSWORD}' }]) ?? [];
      expect(lines.join('\n')).toContain('${A_PASSWORD}');
      expect(lines.join('\n')).not.toMatch(/CANARY/u);
    },
  );

  it('but the client gets what it needs', () => {
    const [a, b] = configuration.engines;
    if (a === undefined || b === undefined) throw new Error('entries are missing');
    expect(vault.addressOf(a)).toBe('http://CANARY-X2:CANARY-X3@host/engine-rest');
    expect(vault.credentialsOf(a)).toEqual({ user: 'visible', password: 'CANARY-X4' });
    expect(vault.credentialsOf(b)).toEqual({ user: 'visible-too', password: 'CANARY-X16' });
    expect(vault.addressOf(b)).toBe(ENV.REST);
  });

  it('and the vault knows every one', () => {
    for (const number of [4, 6, 9, 10, 11, 15, 16, 22])
      expect(vault.hide(`once CANARY-X${number}.`)).toBe('once ***.');
  });
});

function columnOf(text: string, word: string): number {
  const { configuration, vault } = interpreted(text);
  const lines = configuration.files.flatMap(({ document }) => new MaskedSource(document, vault).lines());
  return lines.join('\n').indexOf(word);
}

describe('user info', () => {
  it.each([
    ['http://a:b@host/x and https://c@d', 'http://***@host/x and https://***@d'],
    ['http://a@b@host/', 'http://***@host/'],
    ['http://host/a@b', 'http://host/a@b'],
    ['mail a@b, ://a@b', 'mail a@b, ://a@b'],
    ['"http://host" a@b', '"http://host" a@b'],
    ['http://a:b@h1/x,http://c:d@h2/x', 'http://***@h1/x,http://***@h2/x'],
    ['http://h1:1,http://a:b@h2:1', 'http://h1:1,http://***@h2:1'],
    ['http://h1/x,a:b@h2/x|http://c@h3', 'http://h1/x,***@h2/x|http://***@h3'],
    ['http://a:b,http://c@h/x', 'http://***@h/x'],
    ['http://a:b://c@h/x', 'http://***@h/x'],
    ['http://h/x?to=http://a:b@g/y', 'http://h/x?to=***'],
  ])('of %s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  // With the square of the length it would take hours, and the test its time-out.
  it('is looked for in a megabyte without a space', () => {
    const word = 'y'.repeat(1_000_000);
    expect(maskText(`${word}://a@b`)).toBe(`${word}://***@b`);
    expect(maskText(word)).toBe(word);
    expect(maskText('a://'.repeat(250_000))).toHaveLength(1_000_000);
  });
});

describe('masked lines keep their columns', () => {
  it('where a setting follows on the line', () => {
    const text = engineWith('authentication: {password: "hunter2hunter2", user: u}');
    expect(columnOf(text, 'user')).toBe(text.indexOf('user'));
  });

  it('and say nothing of a length at the end of a line', () => {
    expect(
      columnOf(engineWith('authentication:\n  password: hunter2hunter2'), 'password: ***\n'),
    ).toBeGreaterThan(0);
  });
});

describe('a login', () => {
  for (const [lines, login] of [
    ['{enabled: true, user: u, password: p}', { user: 'u', password: 'p' }],
    ['{enabled: true, user: u, password: 0123}', { user: 'u', password: '83' }],
    ["{enabled: true, user: u, password: ''}", { user: 'u', password: '' }],
    ['{enabled: true, user: u}', null],
    ["{enabled: true, user: '', password: p}", null],
    ['{enabled: false, user: u, password: p}', null],
    ['{user: u, password: p}', null],
  ] as const) {
    it(`of ${lines}`, () => {
      const { configuration, vault } = interpreted(engineWith(`authentication: ${lines}`));
      const [entry] = configuration.engines;
      expect(entry && vault.credentialsOf(entry)).toEqual(login);
    });
  }
});

describe('a variables file', () => {
  it('is read as shells and container tools write it', () => {
    const text = [
      '\ufeff# comment',
      'A=1',
      'export B=two words # comment',
      "C='single # kept'",
      'D="a\\n\\"b\\"" # comment',
      'E=',
      'F=a#b',
      '  G = spaced ',
      'not a line',
      'H=http://x?a=b',
      'A=last',
    ].join('\r\n');
    expect(Object.fromEntries(readVariables(text))).toEqual({
      A: 'last',
      B: 'two words',
      C: 'single # kept',
      D: 'a\n"b"',
      E: '',
      F: 'a#b',
      G: 'spaced',
      H: 'http://x?a=b',
    });
  });
});
