import { describe, expect, it } from 'vitest';
import { known } from '../../../../src/core/observed.js';
import type { CanaryOutcome } from '../../../../src/probe/readings.js';
import type { RecentIds } from '../../../../src/probe/types.js';
import { at, definitions, telemetry, timeUuid } from '../../../helpers/readings.js';
import { answering, bare, judge } from '../../pairs.js';

const early = timeUuid(at('09:00:00'), 1);
const mine = timeUuid(at('11:00:00'), 2);
const justNow = timeUuid(at('11:59:55'), 3);

function ran(looks: readonly (readonly string[])[], changes: Partial<RecentIds> = {}) {
  const recent = looks.map((instances) =>
    known<RecentIds>({ instances, deployments: [], complete: true, readAt: at('12:00:00'), ...changes }),
  );
  return {
    telemetry: telemetry({ dataCollectionStart: at('10:00:00') }),
    again: { cleanupJobs: known([]), processDefinitions: definitions('process', []), recent },
  };
}

const other = (...looks: readonly (readonly string[])[]) => ({
  ...ran(looks),
  telemetry: telemetry({ dataCollectionStart: at('10:00:07') }),
});

const flew = (outcome: CanaryOutcome['outcome']) => ({
  canary: [{ with: 'b', outcome, detail: 'task filter x' }],
});

describe('instance-made-since-both-started: what was started last', () => {
  it('proves one database where both show it', () => {
    const [a, b] = [ran([[mine], [mine]]), { ...ran([[mine], [mine]]) }];
    const later = { ...b, telemetry: telemetry({ dataCollectionStart: at('10:00:07') }) };
    expect(judge(bare('a', a), bare('b', later))).toMatchObject({ verdict: 'shared', certainty: 'proven' });
    expect(answering(bare('a', a), bare('b', later))).toEqual(['instance-made-since-both-started']);
  });

  it('proves nothing where it is older than the engines', () => {
    const later = {
      ...ran([[early], [early]]),
      telemetry: telemetry({ dataCollectionStart: at('10:00:07') }),
    };
    expect(answering(bare('a', ran([[early], [early]])), bare('b', later))).toEqual([]);
  });
});

describe('instance-on-one-side: what was started last, on one side only', () => {
  it('is two databases', () => {
    expect(answering(bare('a', ran([[mine], [mine]])), bare('b', other([], [])))).toEqual([
      'instance-on-one-side',
    ]);
  });

  it('says nothing while it may still be on its way, or was gone at the second look', () => {
    expect(answering(bare('a', ran([[justNow], [justNow]])), bare('b', other([], [])))).toEqual([]);
    expect(answering(bare('a', ran([[mine], []])), bare('b', other([], [])))).toEqual([]);
  });

  it('says nothing where one of them was not looked at twice', () => {
    for (const looks of [[], [[mine]]])
      expect(answering(bare('a', ran(looks)), bare('b', other([], [])))).toEqual([]);
    for (const looks of [[], [[]]])
      expect(answering(bare('a', ran([[mine], [mine]])), bare('b', other(...looks)))).toEqual([]);
  });

  it('says nothing where the list of the other was cut before it', () => {
    const cut = { ...other(), ...ran([[justNow], [justNow]], { complete: false }) };
    const late = { ...cut, telemetry: telemetry({ dataCollectionStart: at('10:00:07') }) };
    expect(answering(bare('a', ran([[mine], [mine]])), bare('b', late))).toEqual([]);
  });
});

describe('canary-found: the canary', () => {
  it('decides at once where it was found, or was not', () => {
    expect(judge(bare('a', flew('found')), bare('b'))).toMatchObject({
      verdict: 'shared',
      certainty: 'proven',
      rows: ['canary-found'],
    });
    expect(judge(bare('a', flew('absent')), bare('b'))).toMatchObject({ verdict: 'distinct' });
  });

  it('leaves open what it could not see, and says why', () => {
    const verdict = judge(bare('a', flew('open')), bare('b'));
    expect(verdict).toMatchObject({ verdict: 'unknown', evidence: [{ kind: 'canary' }] });
  });
});
