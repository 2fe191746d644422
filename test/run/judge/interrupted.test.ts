import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../src/core/rule.js';
import { configurationRule, type ConfigurationRule } from '../../../src/rules/rule.js';
import { judge, type Judgement } from '../../../src/run/judge/judge.js';
import { loadConfiguration } from '../../../src/run/request/configure.js';
import { LANDSCAPES, requestFor } from '../../helpers/fixtures.js';

/** As many as a rule reports. */
const MANY = 10_000;

/** Takes a millisecond or so: long enough for many of them not to end by themselves within a moment. */
function work(): number {
  let sum = 0;
  for (let at = 0; at < 1e6; at += 1) sum = (sum + at) % 1013;
  return sum;
}

function rule(code: string, hits: number): ConfigurationRule<object> {
  const words: Omit<Rule<never, object>, 'check' | 'scope' | 'needs'> = {
    code,
    name: code.toLowerCase(),
    severity: 'error',
    message: () => 'a message',
    remedy: () => 'a remedy',
  };
  return configurationRule({
    ...words,
    *check({ configuration: { engines } }) {
      const engine = engines[0]?.alias ?? '';
      for (let at = 0; at < hits; at += 1)
        yield { data: { sum: work() }, engines: [engine], at: [{ engine }], subject: String(at) };
    },
  });
}

async function judged(
  rules: readonly ConfigurationRule<object>[],
  interruptedBy: () => unknown,
): Promise<Judgement> {
  const request = requestFor([path.join(LANDSCAPES, 'duplicate/environment-config.yaml')]);
  const { configuration, vault } = await loadConfiguration(request);
  const only = { views: { configuration, live: null }, vault, unread: false };
  return judge(rules, [only], request, { interruptedBy });
}

describe('a run that is interrupted', () => {
  it('while findings are made hears it, and has those that are there', async () => {
    let by: string | null = null;
    // A signal is heard like this timer: when the process has a moment for it.
    setTimeout(() => (by = 'SIGINT'), 100);
    const { findings, coverage } = await judged([rule('X001', MANY), rule('X002', 1)], () => by);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThan(MANY);
    expect(new Set(findings.map(({ rule: of }) => of))).toEqual(new Set(['X001']));
    expect(coverage.find(({ rule: of }) => of === 'X002')).toMatchObject({
      ran: [],
      skipped: [{ engines: ['payment', 'inventory'], because: 'the run was interrupted before' }],
    });
  });

  it('while engines were asked is judged for a moment only', async () => {
    const { findings } = await judged([rule('X001', MANY)], () => 'SIGTERM');
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThan(MANY);
  });

  it('with little to judge has all of it', async () => {
    const { findings, coverage } = await judged([rule('X001', 3), rule('X002', 1)], () => 'SIGINT');
    expect(findings).toHaveLength(4);
    expect(coverage.flatMap(({ skipped }) => skipped)).toEqual([]);
  });
});
