import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding, Replacement } from '../../../src/core/finding.js';
import { check } from '../../../src/run/check.js';
import { fixtureRequest, fixturesOf, requestFor, runFixture } from '../../helpers/fixtures.js';
import { CATALOGUE } from '../../../src/rules/catalogue.js';

const CONTEXT = { version: '0.0.0-test', interruptedBy: () => null };

/** What a program makes of a fix: whole lines, from the last to the first. */
function applied(text: string, fix: readonly Replacement[]): string {
  const lines = text.split('\n');
  for (const { line, count, lines: come } of fix.toSorted((a, b) => b.line - a.line))
    lines.splice(line - 1, count, ...come);
  return lines.join('\n');
}

const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-fixes-'));

async function findingsIn(text: string): Promise<readonly Finding[]> {
  const file = path.join(folder, 'environment-config.yaml');
  writeFileSync(file, text);
  return (await check(requestFor([file]), CONTEXT)).findings;
}

describe('the fix of a finding', () => {
  it('cures it, in every fixture that has one', async () => {
    let tried = 0;
    for (const { code, name } of CATALOGUE) {
      for (const { kind, folder: fixture } of fixturesOf(`${code}-${name}`)) {
        const { files, live } = fixtureRequest(fixture);
        if (kind !== 'fail' || files.length !== 1 || live !== null) continue;
        const { findings } = await runFixture(fixture);
        const found = findings.find(({ rule, fix }) => rule === code && fix !== undefined);
        if (found?.fix === undefined) continue;
        const text = readFileSync(found.fix[0]?.file ?? '', 'utf8');
        const after = await check(
          {
            ...fixtureRequest(fixture),
            files: [written(applied(text, found.fix))],
            live: null,
            command: 'validate',
          },
          CONTEXT,
        );
        expect(
          after.findings.map(({ key }) => key),
          `${code} in ${fixture}`,
        ).not.toContain(found.key);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(15);
  });

  it('is left out where a line of it holds a secret', async () => {
    const text =
      'engines:\n  a:\n    name: default\n    rest: http://a:8080/engine-rest\n    authentication: {enabled: tru, user: demo, password: Zq7canary9Xw}\n';
    const findings = await findingsIn(text);
    expect(findings.some(({ remedy }) => remedy.includes('***'))).toBe(true);
    for (const { fix, remedy } of findings) {
      expect(JSON.stringify(fix ?? [])).not.toContain('Zq7canary9Xw');
      if (remedy.includes('***')) expect(fix).toBeUndefined();
    }
  });
});

function written(text: string): string {
  const file = path.join(mkdtempSync(path.join(folder, 'cured-')), 'environment-config.yaml');
  writeFileSync(file, text);
  return file;
}
