import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../src/core/observed.js';
import type { OptimizeReadings } from '../../../src/probe/optimize/types.js';
import { configurationRule, optimizeRule } from '../../../src/rules/rule.js';
import { runRules, type Views } from '../../../src/run/judge/runner.js';
import { groupPairs } from '../../../src/topology/databases.js';
import { optimizeSubjectOf } from '../../../src/topology/optimize/facts.js';
import { configurationOf, entry } from '../../helpers/readings.js';

const configuration = configurationOf([entry('eu')]);
const hit = { data: {}, engines: ['eu'], at: [], subject: 'x' };
const words = { severity: 'warning', message: () => 'm', remedy: () => 'r' } as const;

const sound = configurationRule({
  ...words,
  code: 'C998',
  name: 'sound',
  *check() {
    yield hit;
  },
});

const crashing = configurationRule({
  ...words,
  code: 'C999',
  name: 'crashing',
  *check() {
    yield hit;
    throw new TypeError('no such key');
  },
});

const ofOptimize = optimizeRule({
  ...words,
  code: 'O799',
  name: 'of-optimize',
  needs: ['runningVersion'],
  *check({ facts }) {
    yield { ...hit, subject: facts.runningVersion.value.text };
  },
});

function ruleFinding(many: number) {
  return configurationRule({
    ...words,
    code: 'C997',
    name: 'endless',
    *check() {
      for (let index = 0; index < many; index += 1) yield hit;
    },
  });
}

/** The same engines beside an Optimize that tells its version alone, or not even that. */
function running(ui: OptimizeReadings['ui']): Views {
  const open = unknown('failed', 'no answer');
  const read = { contact: open, ui, status: open, ready: open, serverTime: null, samples: [], requests: [] };
  const optimize = optimizeSubjectOf(read, null);
  return { configuration, live: { engines: [], databases: groupPairs([], []), optimize } };
}

describe('a rule that crashes', () => {
  it('is a defect that names it, beside what it and all others have found', () => {
    const run = runRules([crashing, sound], { configuration, live: null });
    expect(run.defects).toEqual([expect.stringMatching(/^C999 crashing crashed: TypeError: no such key\n/u)]);
    expect(run.hits.map(({ rule }) => rule.code)).toEqual(['C999', 'C998']);
    expect(run.coverage).toMatchObject([{ ran: ['eu'] }, { ran: ['eu'] }]);
  });
});

describe('a rule that finds more than anybody reads', () => {
  it('is stopped at ten thousand findings, and the run says that it did not look at the rest', () => {
    const run = runRules([ruleFinding(Infinity), sound], { configuration, live: null });
    expect(run.hits).toHaveLength(10_001);
    expect(run).toMatchObject({ inconclusive: true, defects: [] });
    expect(run.coverage).toMatchObject([
      {
        rule: 'C997',
        ran: [],
        skipped: [
          {
            engines: ['eu'],
            because: 'more than 10000 findings of this rule: the rest is left out',
            open: true,
          },
        ],
      },
      { rule: 'C998', ran: ['eu'], skipped: [] },
    ]);
  });

  it('may find ten thousand', () => {
    const run = runRules([ruleFinding(10_000)], { configuration, live: null });
    expect(run).toMatchObject({ inconclusive: false, coverage: [{ ran: ['eu'], skipped: [] }] });
    expect(run.hits).toHaveLength(10_000);
  });
});

describe('a rule about a running Optimize', () => {
  it('judges it where all that it needs is known', () => {
    const run = runRules(
      [ofOptimize],
      running(known({ version: '3.15.0', profile: null, hasEngines: true, engines: [] })),
    );
    expect(run).toMatchObject({
      hits: [{ hit: { subject: '3.15.0' } }],
      coverage: [{ ran: ['eu'], skipped: [] }],
      inconclusive: false,
    });
  });

  it('judges nothing of any engine where it is not, and leaves the run open', () => {
    const because = 'GET /api/ui-configuration answered 401';
    expect(runRules([ofOptimize], running(unknown('refused', because)))).toMatchObject({
      hits: [],
      coverage: [{ ran: [], skipped: [{ engines: ['eu'], because, open: true }] }],
      inconclusive: true,
      defects: [],
    });
  });

  it('leaves nothing open where Optimize does not have what it looks at', () => {
    const because = 'this Optimize does not tell its version';
    const { coverage, inconclusive } = runRules([ofOptimize], running(unknown('absent', because)));
    expect(coverage.map(({ skipped }) => skipped)).toEqual([[{ engines: ['eu'], because }]]);
    expect(inconclusive).toBe(false);
  });

  it('has nothing to judge where Optimize was not asked', () => {
    expect(runRules([ofOptimize], { configuration, live: null })).toEqual({
      hits: [],
      coverage: [{ rule: 'O799', name: 'of-optimize', ran: [], skipped: [] }],
      defects: [],
      inconclusive: false,
    });
  });
});
