import { describe, expect, it } from 'vitest';
import { MaskedSource, maskSource } from '../../src/configuration/mask.js';
import { secretWords } from '../../src/configuration/secret-words.js';
import { interpreted } from './helpers.js';

/** One begins like another; one is too short to be looked for. */
const SECRETS = ['hunter2222', 'hunter22', 'gonzos', 'abc'];

describe('a secret that stands anywhere in a line is masked', () => {
  for (const [line, masked] of [
    ['# once hunter22', '# once ***'],
    ['hunter22', '***'],
    ['hunter22hunter22', '******'],
    ['hunter2222', '***'],
    ['hunter22 hunter2222 gonzos', '*** *** ***'],
    ['hunter2 is no secret', 'hunter2 is no secret'],
    ['the word abc', 'the word abc'],
  ] as const)
    it(`in "${line}"`, () => {
      expect(secretWords(SECRETS).mask(line)).toBe(masked);
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
    const lines = maskSource(file.document, vault);
    expect(lines).toHaveLength(2 * count + 2);
    expect(lines.join('\n')).not.toMatch(/walter|piggy/u);
    const source = new MaskedSource(file.document, vault);
    expect(source.at(2)).toBe(lines[2]);
    expect(source.at(2 * count + 2)).toBeUndefined();
  });
});
