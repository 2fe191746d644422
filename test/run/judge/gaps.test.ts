import { describe, expect, it } from 'vitest';
import { known, unknown, type Unknown } from '../../../src/core/observed.js';
import type { EngineReadings } from '../../../src/probe/readings.js';
import { engineRule, type AnyRule } from '../../../src/rules/rule.js';
import { factNamed, factOf, gapsIn, gapsOf, merged, type Gap } from '../../../src/run/judge/gaps.js';
import { subjectOf } from '../../../src/topology/facts.js';
import type { EngineSubject, FactName } from '../../../src/topology/types.js';
import { entry, readings, user } from '../../helpers/readings.js';

describe('what is missing of a fact', () => {
  it.each<[Unknown['reason'], boolean]>([
    ['refused', true],
    ['failed', true],
    ['changing', true],
    ['absent', false],
    ['not-asked', false],
  ])('that is not known, because it was %s, is open: %s', (reason, open) => {
    expect(gapsIn(unknown(reason, 'why'))).toEqual([{ because: 'why', open }]);
  });

  it('that is known is its gaps, which are open, or nothing', () => {
    expect(gapsIn(known(1, [], ['a part']))).toEqual([{ because: 'a part', open: true }]);
    expect(gapsIn(known(1))).toEqual([]);
  });

  it('that no rule may ask for is a defect', () => {
    expect(() => factNamed({}, 'nothing')).toThrow('there is no fact "nothing"');
  });
});

function gap(engine: string, because: string, open = false): Gap {
  return { engine, because, open };
}

describe('gaps of several engines', () => {
  it('are told once for each reason, with each engine once', () => {
    expect(merged([gap('eu', 'x'), gap('us', 'x'), gap('eu', 'x'), gap('eu', 'y')])).toEqual([
      { engines: ['eu', 'us'], because: 'x' },
      { engines: ['eu'], because: 'y' },
    ]);
    expect(merged([])).toEqual([]);
  });

  it('are open where one of them is', () => {
    expect(merged([gap('eu', 'x'), gap('us', 'x', true)])).toEqual([
      { engines: ['eu', 'us'], because: 'x', open: true },
    ]);
  });

  it('are two where different rights are missing', () => {
    const right = { permission: 'READ', resource: 'Tenant', type: 11, user: 'optimize' } as const;
    const [first, second] = merged([{ ...gap('eu', 'x', true), missing: right }, gap('us', 'x')]);
    expect(first).toEqual({ engines: ['eu'], because: 'x', open: true, missing: right });
    expect(second).toEqual({ engines: ['us'], because: 'x' });
  });
});

/** A rule that needs some facts, and whose findings are of that severity. */
function needing(severity: AnyRule['severity'], ...needs: readonly FactName[]): AnyRule {
  const words = { message: () => 'm', remedy: () => 'r' };
  return engineRule({ code: 'P399', name: 'needing', severity, needs, ...words, check: () => [] });
}

function subject(read: Partial<EngineReadings>): EngineSubject {
  return subjectOf(entry('eu'), readings('eu', read));
}

function missingAt(of: EngineSubject): Gap['missing'] {
  return gapsOf(needing('warning', 'telemetry'), of, false).gaps[0]?.missing;
}

describe('what an engine lacks for a rule', () => {
  const right = { permission: 'READ', resource: 'System', type: 21 } as const;
  const refused = subject({ telemetry: unknown('refused', 'answered 403', right) });

  it('is nothing where all facts are known', () => {
    expect(gapsOf(needing('error', 'version', 'telemetry'), subject({}), true)).toEqual({
      complete: true,
      gaps: [],
    });
  });

  it('is open for a warning, and for information only where somebody asked for it by name', () => {
    expect(gapsOf(needing('warning', 'telemetry'), refused, false).gaps).toMatchObject([{ open: true }]);
    expect(gapsOf(needing('info', 'telemetry'), refused, false).gaps).toMatchObject([{ open: false }]);
    expect(gapsOf(needing('info', 'telemetry'), refused, true).gaps).toMatchObject([{ open: true }]);
  });

  it('is open for information, too, where it serves no verdict about databases', () => {
    const failed = subject({ version: unknown('failed', 'timeout') });
    expect(gapsOf(needing('info', 'version'), failed, false)).toEqual({
      complete: false,
      gaps: [{ engine: 'eu', because: 'timeout', open: true }],
    });
    const absent = subject({ version: unknown('absent', 'answered 404') });
    expect(gapsOf(needing('error', 'version'), absent, true).gaps).toMatchObject([{ open: false }]);
  });

  it('names the right, with the user who asked or who stands in the configuration', () => {
    expect(missingAt(refused)).toEqual({ ...right, user: null });
    const written = entry('eu', { authentication: { enabled: true, user: 'demo', hasPassword: true } });
    expect(missingAt({ ...refused, entry: written })).toEqual({ ...right, user: 'demo' });
    const asked = { ...refused.facts, caller: known(user({ user: 'optimize' })) };
    expect(missingAt({ entry: written, facts: asked })).toEqual({ ...right, user: 'optimize' });
  });

  it('is a part of a fact that is known, with the right that would close it', () => {
    const { facts, ...others } = subject({});
    const part = known('7.24.0', [], ['a part', 'another'], new Map([['another', right]]));
    expect(
      gapsOf(needing('warning', 'version'), { ...others, facts: { ...facts, version: part } }, false),
    ).toEqual({
      complete: true,
      gaps: [
        { engine: 'eu', because: 'a part', open: true },
        { engine: 'eu', because: 'another', open: true, missing: { ...right, user: null } },
      ],
    });
  });

  it('is, for what is said of databases, an engine that broke on the way', () => {
    expect(factOf(subject({}).facts, 'databases')).toEqual(known(true));
    const failure = {
      step: 'connect',
      code: 'refused',
      detail: 'connection refused',
      milliseconds: 1,
    } as const;
    const down = subject({ reach: { status: 'failed', failure, latencyMs: null } });
    expect(factOf(down.facts, 'databases')).toEqual(unknown('not-asked', 'connection refused'));
  });
});
