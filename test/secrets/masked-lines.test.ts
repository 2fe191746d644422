import { describe, expect, it } from 'vitest';
import { MaskedSource } from '../../src/configuration/secrets/masked-source.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { Leaks } from './leaks.js';
import { placements } from './placements.js';

const SECRET = 'Zq7canary9Xw';
const leaks = new Leaks(SECRET);
const vault = { hide: (text: string) => text };

describe('the lines of a file show no secret, wherever it is', () => {
  for (const { name, text, file } of placements(SECRET))
    it(name, () => {
      const lines = new MaskedSource(parseYaml({ name: file, text }), vault).lines();
      expect(lines.filter((line) => leaks.in(line) !== null)).toEqual([]);
      expect(lines).toHaveLength(text.split(/\r\n|\n|\r/u).length);
    });
});
