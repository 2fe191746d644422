import { describe, expect, it } from 'vitest';
import { Leaks } from './leaks.js';
import { outputsAbout } from './outputs.js';
import { placements } from './placements.js';

const SECRET = 'Zq7canary9Xw';
const leaks = new Leaks(SECRET);

describe('nothing that is printed about a file shows a secret, wherever it is', () => {
  for (const { name, text, file } of placements(SECRET))
    it(name, async () => {
      const outputs = await outputsAbout(file, text);
      const leaking = outputs.flatMap(([what, output]) =>
        output.split('\n').flatMap((line) => (leaks.in(line) === null ? [] : `${what}: ${line}`)),
      );
      expect(leaking).toEqual([]);
      expect(outputs.length).toBeGreaterThan(0);
    });
});
