import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../src/core/observed.js';
import type { EngineReadings } from '../../src/probe/readings.js';
import { check } from '../../src/run/check.js';
import T413 from '../../src/rules/topology/T413-copied-database.js';
import { inheritanceOf, joinedInheritance } from '../../src/topology/inheritance.js';
import type { Inheritance } from '../../src/topology/types.js';
import { Pair } from '../../src/topology/verdict/pair.js';
import { candidate, configurationOf, definitions, uuid } from '../helpers/readings.js';
import { LANDSCAPES, replayRequest, requestFor } from '../helpers/fixtures.js';
import { databasesOf } from './landscape.js';

const [OLD, OWN, OTHER] = [uuid(1), uuid(2), uuid(3)];

const recent = (instances: readonly string[], deployments: readonly string[]) => ({
  again: {
    cleanupJobs: known([]),
    processDefinitions: processes([]),
    recent: [known({ instances, deployments, complete: true, readAt: 0 })],
  },
});

const part = (definition: string, complete: boolean): Inheritance => ({
  definitions: [definition],
  deployments: [],
  instances: [],
  complete,
});

describe('what a copy inherited', () => {
  it('is every id that both have, of processes and decisions', () => {
    const decisions = {
      decisionDefinitions: definitions('decision', [{ key: 'discount', ids: ['discount:1:7'] }]),
    };
    expect(between(has([OLD, OWN], decisions), has([OLD, OTHER], decisions))).toEqual({
      definitions: [OLD, 'discount:1:7'],
      deployments: [],
      instances: [],
      complete: true,
    });
  });

  it('is not known to end where a list may be short, or the caller sees only a part', () => {
    const short = { decisionDefinitions: unknown('refused', 'refused') };
    const gaps = { processDefinitions: { ...processes([OWN]), gaps: ['stopped at a limit'] } };
    expect(between(has([OWN], short), has([OTHER])).complete).toBe(false);
    expect(between(has([OWN]), has([OTHER], gaps)).complete).toBe(false);
    expect(between(has([OWN], { caller: unknown('refused', 'who?') }), has([OTHER])).complete).toBe(false);
  });

  it('has instances and deployments of the last days where somebody looked', () => {
    expect(
      between(has([], recent(['i1', 'i2'], ['d1'])), has([], recent(['i2'], ['d1', 'd2']))),
    ).toMatchObject({
      deployments: ['d1'],
      instances: ['i2'],
    });
  });

  it('is put together from all pairs of a group', () => {
    expect(joinedInheritance([part('a', true), part('a', true), part('b', false)])).toEqual({
      definitions: ['a', 'b'],
      deployments: [],
      instances: [],
      complete: false,
    });
  });

  it('is looked at of real copies', async () => {
    const recording = path.join(LANDSCAPES, 'shared-and-cloned');
    const request = {
      ...requestFor([path.join(recording, 'environment-config.yaml')]),
      command: 'doctor',
      live: replayRequest(recording),
    } as const;
    const { findings } = await check(request, { version: '0.0.0-test', interruptedBy: () => null });
    const copied = findings.find(({ rule }) => rule === 'T413');
    expect(copied?.data).toMatchObject({ inCommon: { definitions: 2 }, templateOnly: false });
    expect(copied?.evidence[0]?.detail).toMatch(/^2 definitions on several of them: \S+:1:\S+, \S+:1:/);
  });
});

describe('T413', () => {
  it('says how many ids are in common, and shows which', () => {
    const [hit] = found({ definitions: [OLD, OWN], deployments: [], instances: ['i1'], complete: false });
    expect(hit?.message).toBe(
      '"eu" and "us" use a database and its copy: 2 definitions and 1 instance have equal ids. In Optimize each overwrites the other\'s, and their instances mix.',
    );
    expect(hit?.severity).toBe('error');
    expect(hit?.evidence).toContain(`2 definitions on both: ${OLD}, ${OWN}`);
  });

  it('calls a template what was copied empty, as information', () => {
    const [hit] = found({ definitions: [], deployments: [], instances: [], complete: true });
    expect(hit?.message).toMatch(/made before anything was deployed: no definition is on both\.$/);
    expect(hit?.severity).toBe('info');
    expect(hit?.remedy).toMatch(/^Nothing to do/);
  });

  it.each<[string, Inheritance | undefined]>([
    ['not everything was seen', { definitions: [], deployments: [], instances: [], complete: false }],
    ['a deployment is on both', { definitions: [], deployments: ['d'], instances: [], complete: true }],
    ['nobody looked', undefined],
  ])('stays an error where %s', (_, inherited) => {
    expect(found(inherited)).toMatchObject([{ severity: 'error' }]);
  });

  it('says what is in danger for a restored copy, a blue/green pair and a copy that lives on', () => {
    const [hit] = found({ definitions: [OLD], deployments: [], instances: [], complete: true });
    expect(hit?.remedy).toMatch(/restored backup[^]*blue\/green[^]*gone its own way/);
  });
});

function has(ids: readonly string[], more: Partial<EngineReadings> = {}) {
  return (alias: string) => candidate(alias, { processDefinitions: processes(ids), ...more });
}

function processes(ids: readonly string[]) {
  return definitions('process', ids.length === 0 ? [] : [{ key: 'order', ids }]);
}

type Made = ReturnType<typeof has>;

function between(first: Made, second: Made): Inheritance {
  return inheritanceOf(new Pair(first('eu'), second('us')));
}

function found(inherited: Inheritance | undefined) {
  const databases = databasesOf([{ alias: 'eu' }, { alias: 'us' }], [['eu', 'us', 'cloned']]);
  const groups = databases.groups.map((group) => ({ ...group, ...(inherited && { inherited }) }));
  const view = { configuration: configurationOf([]), engines: [], databases: { ...databases, groups } };
  return [...T413.check(view)].map(({ data, evidence = [] }) => ({
    message: T413.message(data),
    remedy: T413.remedy(data),
    severity: T413.severityOf?.(data),
    evidence: evidence.map(({ detail }) => detail),
  }));
}
