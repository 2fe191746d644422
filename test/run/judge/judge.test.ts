import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../src/core/rule.js';
import { configurationRule, type AnyRule } from '../../../src/rules/rule.js';
import S901 from '../../../src/rules/bookkeeping/S901-suppression-unused.js';
import { judge, type Case, type Judgement, type JudgeRequest } from '../../../src/run/judge/judge.js';
import type { ConfigurationView } from '../../../src/topology/types.js';
import { interpreted } from '../../configuration/helpers.js';
import { requestFor } from '../../helpers/fixtures.js';
import { policyOf } from '../../helpers/policies.js';

const SPAN = { start: 0, end: 1 };

/** A rule that says of every engine that it is there, unless it looks at something else. */
function ruleOf(
  code: string,
  {
    last = false,
    inconclusive = false,
    check = eachEngine,
  }: { last?: boolean; inconclusive?: boolean; check?: typeof eachEngine } = {},
): AnyRule {
  return configurationRule<object>({
    code,
    name: code.toLowerCase(),
    severity: 'warning',
    message: () => 'm',
    remedy: () => 'r',
    ...(last && { runs: 'last' }),
    inconclusive,
    check,
  });
}

function* eachEngine({ configuration }: ConfigurationView): Iterable<Hit<object>> {
  for (const { alias } of configuration.engines)
    yield { data: {}, engines: [alias], at: [{ engine: alias }], subject: 'there' };
}

function crash(): never {
  throw new TypeError('no such key');
}

function caseOf(text: string, changes: Partial<Case> = {}): Case {
  const { configuration, vault } = interpreted(text);
  return { views: { configuration, live: null }, vault, unread: false, ...changes };
}

function caseWith(...aliases: readonly string[]): Case {
  return caseOf(`engines:\n${aliases.map((alias) => `  ${alias}: {name: default}\n`).join('')}`);
}

function judged(
  rules: readonly AnyRule[],
  cases: readonly Case[],
  changes: Partial<JudgeRequest> = {},
  say?: (line: string) => void,
): Promise<Judgement> {
  const context = { interruptedBy: () => null, ...(say && { say }) };
  return judge(rules, cases, { ...requestFor([]), ...changes }, context);
}

async function isOpen(...cases: readonly Case[]): Promise<boolean> {
  return (await judged([ruleOf('X001')], cases)).inconclusive;
}

function keysOf({ findings }: Judgement): readonly string[] {
  return findings.map(({ key }) => key);
}

describe('what was looked at', () => {
  it('is told once for each rule, in the order of the rules, whenever they run', async () => {
    const rules = [ruleOf('X001', { last: true }), ruleOf('X002'), ruleOf('X003')];
    const { coverage } = await judged(rules, [caseWith('eu'), caseWith('us')]);
    expect(coverage.map(({ rule, name }) => [rule, name])).toEqual([
      ['X001', 'x001'],
      ['X002', 'x002'],
      ['X003', 'x003'],
    ]);
  });

  it('has the engines of all cases, each once', async () => {
    const { coverage } = await judged([ruleOf('X001')], [caseWith('eu', 'us'), caseWith('us', 'asia')]);
    expect(coverage).toEqual([{ rule: 'X001', name: 'x001', ran: ['eu', 'us', 'asia'], skipped: [] }]);
  });
});

describe('what the settings say', () => {
  const scope = { files: [], engines: ['eu'] };
  const cases = [caseWith('eu', 'us')];

  it('takes out what they accept, which is counted, and may be pointed at', async () => {
    const accepted = { rules: ['X001'], codes: ['X001'], scope, reason: 'r', until: null, span: SPAN };
    const policy = policyOf({ suppressions: [accepted] });
    const judgement = await judged([ruleOf('X001')], cases, { policy });
    expect(keysOf(judgement)).toEqual(['X001:us:there']);
    expect(judgement).toMatchObject({
      suppressed: 1,
      leftOut: 1,
      files: [policy.source],
      inconclusive: false,
    });
    expect(await judged([ruleOf('X001')], cases)).toMatchObject({ suppressed: 0, leftOut: 0, files: [] });
  });

  it('is told where they accept what is not there, without an edit: they are for their team to change', async () => {
    const silent = ruleOf('X001', { check: () => [] });
    const accepted = { rules: ['X001'], codes: ['X001'], scope, reason: 'r', until: null, span: SPAN };
    const { findings } = await judged([silent, S901], cases, {
      policy: policyOf({ suppressions: [accepted] }),
    });
    expect(findings).toMatchObject([
      {
        rule: 'S901',
        message: 'The settings accept X001 here, but no such finding exists.',
        remedy: 'Remove X001 from the suppression: it would hide the problem if it came back.',
        locations: [{ file: 'multi-engine.config.yaml' }],
      },
    ]);
    expect(findings[0]).not.toHaveProperty('edits');
  });

  it('holds for the rules that run last as well', async () => {
    const policy = policyOf({ levels: [{ rule: 'X001', level: 'off', scope, span: SPAN }] });
    const last = [ruleOf('X001', { last: true })];
    expect(keysOf(await judged(last, cases))).toEqual(['X001:eu:there', 'X001:us:there']);
    expect(keysOf(await judged(last, cases, { policy }))).toEqual(['X001:us:there']);
  });
});

describe('a run', () => {
  it('is open where an engine was not read to its end or a file is damaged, and else is not', async () => {
    const sound = caseWith('eu');
    expect(await isOpen(sound, sound)).toBe(false);
    expect(await isOpen(sound, { ...sound, unread: true })).toBe(true);
    expect(await isOpen(sound, caseOf('engines:\n  eu: {name: [\n'))).toBe(true);
  });

  it('is open where a finding says so, unless it is about an engine that nobody asked for', async () => {
    const says = ruleOf('X001', {
      inconclusive: true,
      check: () => [{ data: {}, engines: ['eu'], at: [], subject: 'open' }],
    });
    const cases = [caseWith('eu', 'us')];
    expect((await judged([says], cases)).inconclusive).toBe(true);
    expect((await judged([says], cases, { engines: ['eu'] })).inconclusive).toBe(true);
    expect((await judged([says], cases, { engines: ['us'] })).inconclusive).toBe(false);
  });

  it('has the defects of all rules and cases, and what the others found', async () => {
    const rules = [
      ruleOf('X001', { check: crash }),
      ruleOf('X002'),
      ruleOf('X003', { check: crash, last: true }),
    ];
    const judgement = await judged(rules, [caseWith('eu'), caseWith('us')]);
    expect(keysOf(judgement)).toEqual(['X002:eu:there', 'X002:us:there']);
    expect(judgement.defects.map((defect) => defect.slice(0, 'X001'.length))).toEqual([
      'X001',
      'X001',
      'X003',
      'X003',
    ]);
  });
});

describe('a baseline of several cases', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-judge-'));

  it('is shown once to the rules that run last', async () => {
    const file = path.join(folder, 'accepted.json');
    writeFileSync(file, JSON.stringify({ version: 1, tool: 'multi-engine', accepted: [] }));
    const looking = ruleOf('X001', {
      last: true,
      *check({ baseline }) {
        if (baseline !== null) yield { data: {}, engines: [], at: [], subject: baseline.file };
      },
    });
    const judgement = await judged([looking], [caseWith('eu'), caseWith('us')], {
      baseline: { file, update: false },
    });
    expect(keysOf(judgement)).toEqual([`X001::${file}`]);
    expect(judgement.files.map(({ name }) => name)).toEqual([file]);
  });

  it('is not written by a run in which a rule crashed', async () => {
    const file = path.join(folder, 'crashed.json');
    const said: string[] = [];
    const rules = [ruleOf('X001'), ruleOf('X002', { check: crash })];
    const baseline = { file, update: true };
    await judged(rules, [caseWith('eu'), caseWith('us')], { baseline }, (line) => said.push(line));
    expect(said).toEqual([`${file}: not written, because the run did not come to its end`]);
    expect(existsSync(file)).toBe(false);
    await judged(rules.slice(0, 1), [caseWith('eu')], { baseline });
    expect(existsSync(file)).toBe(true);
  });
});
