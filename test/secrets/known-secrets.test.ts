import { describe, expect, it } from 'vitest';
import { KnownSecrets } from '../../src/configuration/secrets/known-secrets.js';
import { MaskedSource } from '../../src/configuration/secrets/masked-source.js';
import { interpreted } from '../configuration/helpers.js';
import { ratioOf, type Work } from '../helpers/growth.js';

/** One begins like another; the last ones are words that may stand anywhere. */
const SECRETS = ['hunter2222', 'hunter22', 'gonzos-1', 'abc', 'password', '12345678'];
const NOTHING = { names: [], values: new Set<string>() };

describe('a secret that stands anywhere in a line is masked', () => {
  const known = new KnownSecrets(SECRETS, () => NOTHING);
  for (const [line, masked] of [
    ['# once hunter22', '# once ***'],
    ['hunter22', '***'],
    ['hunter22hunter22', '******'],
    ['hunter2222', '***'],
    ['gonzos-12345678', '***2345678'],
    ['3.14-gonzos-1gonzos-1', '3.14-******'],
    ['hunter22 hunter2222 gonzos-1', '*** *** ***'],
    ['hunter2 is no secret', 'hunter2 is no secret'],
    ['the word abc', 'the word abc'],
    ['the password of 12345678', 'the password of 12345678'],
  ] as const)
    it(`in "${line}"`, () => {
      expect(known.hide(line)).toBe(masked);
    });
});

describe('a secret that is a name in the configuration stays', () => {
  const known = new KnownSecrets(['engine-1', 'engine-2', 'engine-3'], () => ({
    names: ['host-engine-1.example.org'],
    values: new Set(['engine-2']),
  }));
  it.each([
    ['engine-1', 'engine-1'],
    ['engine-2', 'engine-2'],
    ['engine-3', '***'],
  ])('%s', (text, shown) => {
    expect(known.hide(text)).toBe(shown);
  });
});

function hiding(length: number): Work {
  const [known, text] = [new KnownSecrets(['"'.repeat(length)], () => NOTHING), '"'.repeat(2 * length)];
  return () => known.hide(text);
}

describe('a long secret', () => {
  const secret = Array.from({ length: 2500 }, (_, index) => `p${index}`).join('');
  const known = new KnownSecrets([secret], () => NOTHING);

  it('is masked as one, whatever is around it', () => {
    expect(known.hide(`a${secret}b`)).toBe('a***b');
  });

  it('leaves nothing of the part that a line has of it', () => {
    expect(known.hide(secret.slice(0, 6000))).not.toContain('p100p');
  });

  it('takes no longer than its text is long where each character may begin it', async () => {
    expect(await ratioOf([hiding(2000), hiding(16_000)], 8, 1)).toBeLessThan(24);
  });
});

describe('ten thousand passwords', () => {
  const count = 10_000;
  const entries = Array.from({ length: count }, (_, index) => {
    const login = `authentication: {enabled: true, user: u, password: walter-${index}-piggy}`;
    return `  e${index}:\n    ${login} # was walter-${(index * 7) % count}-piggy\n`;
  });
  const { configuration, vault } = interpreted(`engines:\n${entries.join('')}`);

  it('are all masked, in the time that few would take', () => {
    const [file] = configuration.files;
    if (file === undefined) throw new Error('nothing was read');
    const lines = new MaskedSource(file.document, vault).lines();
    expect(lines).toHaveLength(2 * count + 2);
    expect(lines.join('\n')).not.toMatch(/walter|piggy/u);
    const source = new MaskedSource(file.document, vault);
    expect(source.at(2)).toBe(lines[2]);
    expect(source.at(2 * count + 2)).toBeUndefined();
  });
});
