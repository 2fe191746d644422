import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../src/core/observed.js';
import type { EngineReadings } from '../../src/probe/readings.js';
import { judgeDatabases } from '../../src/topology/databases.js';
import type { Candidate } from '../../src/topology/verdict/pair.js';
import { cleanupJob, telemetry, TELLS_NOTHING } from '../helpers/readings.js';
import { judge } from './pairs.js';
import {
  clonedC,
  distinctD,
  metersOf,
  operatonOnShared,
  real,
  sharedA,
  sharedB,
  togetherK1,
  togetherK2,
  type RealEngine,
} from './real-engines.js';

describe('two real nodes of one database, one of them in India', () => {
  it('are proven to share it by what was deployed two minutes after the second start', () => {
    expect(judge(real('a', sharedA), real('b', sharedB))).toMatchObject({
      verdict: 'shared',
      certainty: 'proven',
      rows: ['definition-made-since-both-started'],
    });
  });

  it('are undecided without that deployment: since both started each has ticked once', () => {
    const verdict = judge(real('a', undeployed(sharedA)), real('b', undeployed(sharedB)));
    expect(verdict).toMatchObject({
      verdict: 'unknown',
      rows: ['one-origin-nothing-newer'],
      sameOrigin: true,
    });
    expect(verdict.evidence.map(({ kind }) => kind)).toEqual(['installation-id', 'schema-log', 'meter-rows']);
  });

  it('are proven to share it without that deployment by the rows of five minutes more', () => {
    const later = { meters: metersOf(operatonOnShared) };
    const pair = [real('a', undeployed(sharedA), later), real('b', undeployed(sharedB), later)] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'shared',
      certainty: 'proven',
      rows: ['meter-ticks-at-both-phases'],
    });
  });

  it('are recognised by a user without rights, because both wrote side by side', () => {
    expect(judge(withoutRights('a', sharedA), withoutRights('b', sharedB))).toMatchObject({
      verdict: 'shared',
      certainty: 'strong',
      rows: ['meter-rows-equal-for-hours'],
    });
  });
});

describe('a real database and its copy', () => {
  it('are told apart by the rows written since', () => {
    expect(judge(real('a', sharedA), real('c', clonedC))).toMatchObject({
      verdict: 'cloned',
      certainty: 'strong',
      rows: ['meter-rows-differ', 'one-origin'],
      sameOrigin: true,
    });
  });

  it('are told apart by a user without any right as well', () => {
    expect(judge(withoutRights('a', sharedA), withoutRights('c', clonedC))).toMatchObject({
      verdict: 'cloned',
      certainty: 'weak',
    });
  });
});

describe('two real copies whose engines were started in the same second', () => {
  it('are never taken for one database, equal as their ticks are', () => {
    expect(judge(real('k1', togetherK1), real('k2', togetherK2))).toMatchObject({
      verdict: 'unknown',
      rows: ['one-origin-nothing-newer'],
      sameOrigin: true,
    });
  });

  it('are not even when the due dates of their clean-up job moved side by side', () => {
    const pair = [
      real('k1', togetherK1, moved(togetherK1, '2026-11-23T04:55:42.530+0000')),
      real('k2', togetherK2, moved(togetherK2, '2026-11-23T04:55:42.587+0000')),
    ] as const;
    expect(judge(...pair).verdict).toBe('unknown');
  });

  it('have one origin with the database that both were copied from', () => {
    expect(judge(real('d', distinctD), real('k1', togetherK1))).toMatchObject({
      verdict: 'unknown',
      rows: ['one-origin-nothing-newer'],
    });
  });
});

describe('two real databases', () => {
  it('are distinct by their schema logs', () => {
    expect(judge(real('a', sharedA), real('d', distinctD))).toMatchObject({
      verdict: 'distinct',
      certainty: 'proven',
      rows: ['schema-logs-unrelated'],
    });
  });
});

describe('a real Operaton node on the database of a Camunda node', () => {
  it('is of one origin, although its installation id is another and it shows half of the definitions', () => {
    const verdict = judge(real('camunda', sharedA), real('operaton', operatonOnShared));
    expect(verdict).toMatchObject({
      verdict: 'unknown',
      rows: ['one-origin-nothing-newer'],
      sameOrigin: true,
    });
    expect(verdict.evidence.map(({ kind }) => kind)).not.toContain('installation-id');
  });

  it('is not called another database after a second look at its definitions', () => {
    expect(judge(twice('camunda', sharedA), twice('operaton', operatonOnShared)).verdict).toBe('unknown');
  });
});

describe('an installation id that a race left null', () => {
  it('equals no other null', () => {
    expect(judge(real('a', sharedA, raced(sharedA)), real('b', sharedB, raced(sharedB)))).toMatchObject({
      verdict: 'unknown',
      rows: ['nothing-in-common'],
      sameOrigin: false,
    });
  });
});

describe('all of them in one landscape', () => {
  it('fall into the groups that they are', () => {
    const later = { meters: metersOf(operatonOnShared) };
    const { groups } = judgeDatabases([
      real('a', sharedA, later),
      real('b', sharedB, later),
      real('c', clonedC),
      real('d', distinctD),
      real('k1', togetherK1),
      real('k2', togetherK2),
    ]);
    expect(groups.map(({ verdict, engines }) => [verdict, engines.join(' ')])).toEqual([
      ['shared', 'a b'],
      ['cloned', 'a b c'],
      ['unknown', 'd k1 k2'],
    ]);
  });
});

function withoutRights(alias: string, engine: RealEngine): Candidate {
  return real(alias, engine, { ...TELLS_NOTHING, meters: metersOf(engine) });
}

/** As before the deployment. */
function undeployed(engine: RealEngine): RealEngine {
  return { ...engine, definitions: [] };
}

/** The clean-up job seen first at the start of its engine, then due at another time. */
function moved({ job }: RealEngine, dueDate: string): Partial<EngineReadings> {
  const { id = '', createTime = '' } = job ?? {};
  return {
    cleanupJobs: known([cleanupJob({ id, createTime, dueDate: '2026-11-23T04:54:12.000+0000' })]),
    again: {
      cleanupJobs: known([cleanupJob({ id, createTime, dueDate })]),
      processDefinitions: unknown('not-asked', ''),
    },
  };
}

/** Read at a second look as at the first. */
function twice(alias: string, engine: RealEngine): Candidate {
  const once = real(alias, engine);
  const { processDefinitions } = once.facts;
  return { ...once, again: { cleanupJobs: known([]), processDefinitions } };
}

/** Nothing but a null where the installation id should be. */
function raced(engine: RealEngine): Partial<EngineReadings> {
  return {
    ...TELLS_NOTHING,
    telemetry: telemetry({ installation: null }),
    meters: metersOf({ ...engine, meters: [] }),
  };
}
