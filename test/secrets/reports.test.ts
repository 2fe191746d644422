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

describe('a variable that a secret is made of is one everywhere', () => {
  it.each([
    'rest: http://host.example.org/${P}/engine-rest\n    authentication: {enabled: true, user: u, password: "${P}"}',
    'name: "${P}"\n    authentication: {enabled: true, user: u, password: "${P}"}',
    'rest: http://${P}/engine-rest\n    authentication: {enabled: true, user: "${P}", password: "x${P}"}',
    'rest: http://host.example.org/${ENGINE_TOKEN}\n    name: ${ENGINE_TOKEN}\n    excludedTenants: ["${ENGINE_TOKEN}"]',
    'defaultTenant: {id: "${ENGINE_TOKEN}", name: "${ENGINE_TOKEN}"}\n    webapps: {endpoint: "${ENGINE_TOKEN}"}',
  ])('%s', async (lines) => {
    const text = `engines:\n  a:\n    ${lines}\n  b:\n    ${lines}\nimport: {data: {maxPageSize: "\${ENGINE_TOKEN}"}}\n`;
    const environment = { P: 'q7z', ENGINE_TOKEN: 'q7z' };
    const outputs = await outputsAbout('environment-config.yaml', text, { environment });
    expect(outputs.flatMap(([what, output]) => (output.includes('q7z') ? [what, output] : []))).toEqual([]);
  });
});

describe('a cure never puts a secret on a command line', () => {
  it.each([
    ['authentication: {enabled: true, user: scooter, password: "${P}"}'],
    ['name: "${ENGINE_TOKEN}"'],
    ['headers: {X-Custom: "${CUSTOM}"}'],
  ])('%s', async (line) => {
    const outputs = await outputsAbout('environment-config.yaml', `engines:\n  a:\n    ${line}\n`);
    const all = outputs.map(([, output]) => output).join('\n');
    expect(all).toContain('a line NAME=…');
    expect(all).not.toContain('--define');
  });

  it('but says so where none is in the way', async () => {
    const outputs = await outputsAbout(
      'environment-config.yaml',
      'engines:\n  a:\n    rest: ${ENGINE_URL}\n',
    );
    expect(outputs.map(([, output]) => output).join('\n')).toContain('--define NAME=…');
  });
});
