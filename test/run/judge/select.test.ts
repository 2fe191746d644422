import { describe, expect, it } from 'vitest';
import { targetOf } from '../../../src/optimize/target.js';
import { offIn, selectRules } from '../../../src/run/judge/select.js';
import type { Level, Policy } from '../../../src/run/settings/types.js';

const ALL = [{ code: 'A1' }, { code: 'B2', needsOptimize: true }, { code: 'C3', needsOptimize: false }];
const ANY = { only: [], skip: [], target: targetOf('3.15') };

describe('the rules that were asked for', () => {
  it.each<[string, Parameters<typeof selectRules>[1], readonly string[]]>([
    ['all, where nothing is said', ANY, ['A1', 'B2', 'C3']],
    ['those named', { ...ANY, only: ['C3', 'A1'] }, ['A1', 'C3']],
    ['all but some', { ...ANY, skip: ['A1'] }, ['B2', 'C3']],
    ['those named but some', { ...ANY, only: ['A1', 'C3'], skip: ['C3'] }, ['A1']],
    ['those that need no Optimize, where there is none', { ...ANY, target: 'none' }, ['A1', 'C3']],
    ['none that the settings switch off', { ...ANY, policy: policy([level('A1', 'off')]) }, ['B2', 'C3']],
    [
      'one that they switch off, where it is named',
      { ...ANY, only: ['A1'], policy: policy([level('A1', 'off')]) },
      ['A1'],
    ],
  ])('%s', (_, request, codes) => {
    expect(selectRules(ALL, request).map(({ code }) => code)).toEqual(codes);
  });
});

describe('the rules that settings switch off', () => {
  it.each<[string, readonly Level[], readonly string[], readonly string[]]>([
    ['in their order', [level('B2', 'off'), level('A1', 'off')], [], ['A1', 'B2']],
    ['not those that are switched on again', [level('A1', 'off'), level('A1', 'warning')], [], []],
    [
      'not those that are on for one engine',
      [level('A1', 'off'), level('A1', 'default', { engines: ['eu'] })],
      [],
      [],
    ],
    [
      'also those that are off for one engine before',
      [level('A1', 'error', { engines: ['eu'] }), level('A1', 'off')],
      [],
      ['A1'],
    ],
    ['not those that are off for one engine alone', [level('A1', 'off', { engines: ['eu'] })], [], []],
    ['not those that are off for some files alone', [level('A1', 'off', { files: ['*.yaml'] })], [], []],
    [
      'not those that are off for one engine in one file alone',
      [level('A1', 'off', { files: ['a.yaml'], engines: ['eu'] })],
      [],
      [],
    ],
    [
      'also those of which one engine is switched off as well',
      [level('A1', 'off'), level('A1', 'off', { engines: ['eu'] })],
      [],
      ['A1'],
    ],
    ['not those that are asked for', [level('A1', 'off'), level('B2', 'off')], ['A1'], ['B2']],
  ])('%s', (_, levels, only, off) => {
    expect(offIn(policy(levels), only)).toEqual(off);
  });
});

function level(rule: string, is: Level['level'], scope: Partial<Level['scope']> = {}): Level {
  return { rule, level: is, scope: { files: [], engines: [], ...scope }, span: { start: 0, end: 0 } };
}

function policy(levels: readonly Level[]): Policy {
  const source = { name: 'multi-engine.config.yaml', text: '' };
  return { source, folder: '', documentation: null, levels, suppressions: [], lenient: [] };
}
