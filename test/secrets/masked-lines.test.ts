import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MaskedSource } from '../../src/configuration/secrets/masked-source.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { ROOT } from '../helpers/fixtures.js';
import { golden } from '../report/golden.js';
import { Leaks } from './leaks.js';
import { placements } from './placements.js';

const SECRET = 'Zq7canary9Xw';
const leaks = new Leaks(SECRET);
const vault = { hide: (text: string) => text };

function maskedLines(name: string, text: string): readonly string[] {
  return new MaskedSource(parseYaml({ name, text }), vault).lines();
}

describe('the lines of a file show no secret, wherever it is', () => {
  for (const { name, text, file } of placements(SECRET))
    it(name, () => {
      const lines = maskedLines(file, text);
      expect(lines.filter((line) => leaks.in(line) !== null)).toEqual([]);
      expect(lines).toHaveLength(text.split(/\r\n|\n|\r/u).length);
    });
});

/** Each makes a syntax error of a file, so that no tree says what a line is. */
const BREAKS: Readonly<Record<string, (text: string) => string>> = {
  'open bracket behind it': (text) => `${text}broken: [`,
  'open quote before it': (text) => `a: "open\n${text}`,
};

/** The lines of which something is masked; those of a broken file where they are others. */
function shown(): string {
  return placements(SECRET)
    .map(({ name, text, file }) => {
      const whole = masked(file, text, text);
      const broken = Object.entries(BREAKS).flatMap(([what, broke]) => {
        const lines = masked(file, broke(text), text);
        return lines === whole ? [] : [`${what}:\n${lines}`];
      });
      return [`== ${name}`, whole, ...broken].join('\n');
    })
    .join('\n');
}

function masked(file: string, text: string, original: string): string {
  const known = new Set(original.split(/\r\n|\n|\r/u));
  return maskedLines(file, text)
    .filter((line) => line.includes('***') && !known.has(line))
    .join('\n');
}

it('and the rest of them', () => {
  const lines = shown();
  expect(lines).toBe(golden(path.join(ROOT, 'fixtures/secrets/masked-lines.txt'), lines));
});
