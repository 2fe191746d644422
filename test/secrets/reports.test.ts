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

describe('a cure never puts a secret on a command line', () => {
  it.each([
    ['authentication: {enabled: true, user: "${USER_NAME}", password: "${P}"}', 'P'],
    ['name: "${ENGINE_TOKEN}"', 'ENGINE_TOKEN'],
    ['headers: {X-Custom: "${CUSTOM}"}', 'CUSTOM'],
  ])('%s', async (line, variable) => {
    const outputs = await outputsAbout('environment-config.yaml', `engines:\n  a:\n    ${line}\n`);
    const all = outputs.map(([, output]) => output).join('\n');
    expect(all).toContain(`a line ${variable}=…`);
    expect(all).not.toContain(`--define ${variable}`);
  });

  it('but says so where none is in the way', async () => {
    const outputs = await outputsAbout(
      'environment-config.yaml',
      'engines:\n  a:\n    rest: ${ENGINE_URL}\n',
    );
    expect(outputs.map(([, output]) => output).join('\n')).toContain('--define ENGINE_URL=…');
  });
});
