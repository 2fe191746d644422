import path from 'node:path';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { check } from '../../../src/run/check.js';
import { checkTexts } from '../../helpers/check-texts.js';
import { LANDSCAPES, replayRequest, requestFor } from '../../helpers/fixtures.js';

const entry = (alias: string, rest: string): string =>
  `  ${alias}:
    name: default
    rest: ${rest}
    importEnabled: true
    authentication: { enabled: false, user: '', password: '' }
    webapps: { enabled: false, endpoint: '' }
`;

const TWO = `engines:
${entry('north', 'http://north.example.com:8080/engine-rest')}${entry('south', 'south:8080/engine-rest')}    colour: red # multi-engine-ignore C131 -- for nothing
engine-commons: { connection: { timeout: 5000 }, read: { timeout: 600000 } }
`;

describe('--engine', () => {
  it('leaves out what is about other engines, comments in their entries included', async () => {
    expect(rulesOf(await validated(TWO, []))).toEqual(['C124', 'C131', 'C205', 'S901']);
    expect(rulesOf(await validated(TWO, ['north']))).toEqual(['C205']);
    expect(rulesOf(await validated(TWO, ['south']))).toEqual(['C124', 'C131', 'C205', 'S901']);
  });

  it('keeps what is said of the file, and what is said in a line that both engines have', async () => {
    const comment = '# multi-engine-ignore C131 -- for nothing\n';
    expect(rulesOf(await validated(comment + TWO, ['north']))).toEqual(['C205', 'S901']);
    expect(rulesOf(await validated(TWO + comment, ['north']))).toEqual(['C205', 'S901']);
    const flow = `engines: { north: {name: a, rest: "http://n/engine-rest"}, south: {name: b, rest: "http://s/engine-rest"} } ${comment}`;
    expect(rulesOf(await validated(flow, ['north']))).toContain('S901');
  });

  it('knows in which of several files an engine stands', async () => {
    const comment = 'importEnabled: true # multi-engine-ignore C131 -- for nothing';
    const files = {
      'north.yaml': `engines:\n${entry('north', 'http://north.example.com:8080/engine-rest')}`,
      'south.yaml': `engines:\n${entry('south', 'http://south.example.com:8080/engine-rest')}`.replace(
        'importEnabled: true',
        comment,
      ),
    };
    expect(rulesOf(await checkTexts(files, { engines: ['north'] }))).not.toContain('S901');
    expect(rulesOf(await checkTexts(files, { engines: ['south'] }))).toContain('S901');
  });

  it('names no other engine among what was looked at', async () => {
    const report = await validated(TWO, ['north']);
    expect(report.coverage.length).toBeGreaterThan(50);
    expect(JSON.stringify([report.coverage, report.engines])).not.toContain('south');
    expect(report.coverage.find(({ rule }) => rule === 'C131')?.ran).toEqual(['north']);
  });

  it('does so where engines were asked', async () => {
    const report = await doctor('payment');
    expect(report.engines.map(({ alias }) => alias)).toEqual(['payment']);
    expect(JSON.stringify(report.coverage)).not.toMatch(/"order"|"inventory"/);
  });

  it('tells why rules did not look at an engine that gave no answer, which is the one asked for', async () => {
    const skipped = (await doctor('order')).coverage.flatMap((each) => each.skipped);
    expect(skipped.length).toBeGreaterThan(10);
    for (const { engines, because } of skipped) {
      expect(engines).toEqual(['order']);
      expect(because).not.toBe('');
    }
  });
});

/** In this recording of real engines `order` did not answer. */
function doctor(engine: string) {
  const recording = path.join(LANDSCAPES, 'one-down');
  const request = {
    ...requestFor([path.join(recording, 'environment-config.yaml')]),
    command: 'doctor',
    live: replayRequest(recording),
    engines: [engine],
  } as const;
  return check(request, { version: '0.0.0-test', interruptedBy: () => null });
}

function rulesOf({ findings }: { findings: readonly { rule: string }[] }): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))].toSorted();
}

function validated(text: string, engines: readonly string[]) {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'narrow-')), 'environment-config.yaml');
  writeFileSync(file, text);
  return check({ ...requestFor([file]), engines }, { version: '0.0.0-test', interruptedBy: () => null });
}
