import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { symptomsFor, symptomsIn } from '../../src/cli/explain/symptoms.js';
import { CATALOGUE } from '../../src/rules/catalogue.js';
import { ROOT } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';

const ALL = symptomsIn(readFileSync(path.join(ROOT, 'docs/guides/symptoms.md'), 'utf8'));

describe('the page of symptoms', () => {
  it('names only rules that there are', () => {
    const codes = new Set(CATALOGUE.map(({ code }) => code));
    expect(ALL.length).toBeGreaterThan(30);
    expect(ALL.flatMap(({ rules }) => rules).filter((code) => !codes.has(code))).toEqual([]);
  });

  it.each(ALL.map((symptom) => [symptom.seen, symptom] as const))(
    'is found by its own words: %s',
    (seen, symptom) => {
      expect(symptomsFor(seen, ALL)).toContain(symptom);
      for (const [, message = ''] of seen.matchAll(/"([^"]+)"/g)) {
        const line = `2026-05-04 12:00:01.123 ERROR 1 --- [import-eu] o.c.o.Service : ${message} 'eu' at http://eu`;
        expect(symptomsFor(line, ALL)[0]?.rules).toEqual(symptom.rules);
      }
    },
  );

  it.each([
    ['definition vanished from picker', 'T401'],
    ['double numbers', 'T411'],
    ['cockpit links wrong', 'C145'],
    ['the login hangs', 'C153'],
    ['No tenant in the list', 'T403'],
  ])('is found by a description: %s', (text, code) => {
    expect(symptomsFor(text, ALL).flatMap(({ rules }) => rules)).toContain(code);
  });

  it.each(['', 'the of and', 'qwertz uiop', 'banana'])('has nothing for "%s"', (text) => {
    expect(symptomsFor(text, ALL)).toEqual([]);
  });
});

describe('explain', () => {
  it('answers a message with rules, also without quotes', async () => {
    const quoted = await runProgram(['explain', 'No Engine configured with alias']);
    expect(quoted).toMatchObject({ code: 0, stderr: '' });
    expect(quoted.stdout).toMatch(/^ {2}C127 {2}missing-setting$/m);
    expect(quoted.stdout).toMatch(/^\S.*multi-engine(?:\.js)? explain C127 .* shows the pages\.$/m);
    expect(await runProgram(['explain', 'No', 'Engine', 'configured', 'with', 'alias'])).toEqual(quoted);
  });

  it('looks among the rules where no symptom is near', async () => {
    const { code, stdout } = await runProgram(['explain', 'baseline']);
    expect(code).toBe(0);
    expect(stdout).toContain('S905');
    // A rule's name is not a cause.
    expect(stdout).not.toMatch(/usually because|`/);
  });

  it('takes rules and a message at once', async () => {
    const { stdout } = await runProgram(['explain', 'T401', 'all engines are down']);
    expect(stdout).toMatch(/^T401 duplicate-definition$/m);
    expect(stdout).toMatch(/^ {2}P301 {2}unreachable$/m);
  });

  it.each([[['T499']], [['qwertz uiop']], [['duplicate-definitino']]])(
    'says that there is nothing for %j',
    async (words) => {
      const { code, stdout, stderr } = await runProgram(['explain', ...words]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^multi-engine: (?:there is no rule "|no rule and no symptom)/);
    },
  );

  it('does not repeat a secret of a pasted line', async () => {
    const { stderr, stdout } = await runProgram(['explain', 'qwertz https://optimize:Zq7canary9Xw@host/x']);
    expect(stdout + stderr).not.toContain('Zq7canary9Xw');
  });
});
