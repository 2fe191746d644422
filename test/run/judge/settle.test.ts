import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.js';
import type { Hit } from '../../../src/core/rule.js';
import type { NamedRule } from '../../../src/run/judge/runner.js';
import { settle } from '../../../src/run/judge/settle.js';
import { interpreted } from '../../configuration/helpers.js';

const { configuration } = interpreted('engines:\n  eu:\n    rest: http://a\n  us: {}\n');

const RULE: NamedRule = {
  code: 'C999',
  name: 'made-up',
  severity: 'error',
  scope: 'configuration',
  needs: [],
  message: () => 'message',
  remedy: () => 'remedy',
};

const HIT: Hit<object> = { data: {}, engines: [], at: [], subject: 'x' };

function settled(hit: Partial<Hit<object>>, rule: Partial<NamedRule> = {}): Partial<Finding> {
  const { findings, defects } = settle(
    [{ rule: { ...RULE, ...rule }, hit: { ...HIT, ...hit } }],
    configuration,
  );
  expect(defects).toEqual([]);
  return findings[0] ?? {};
}

describe('what a finding says of a hit', () => {
  it('is proven where the rule says nothing else', () => {
    expect(settled({})).toMatchObject({ severity: 'error', certainty: 'proven', inconclusive: false });
    expect(settled({ certainty: 'strong' })).toMatchObject({ severity: 'error', certainty: 'strong' });
  });

  it('is no error where it is only guessed', () => {
    expect(settled({ certainty: 'weak' })).toMatchObject({ severity: 'warning' });
    expect(settled({ certainty: 'weak' }, { severity: 'info' })).toMatchObject({ severity: 'info' });
    expect(settled({ certainty: 'weak' }, { severityOf: () => 'error' })).toMatchObject({
      severity: 'warning',
    });
    expect(settled({}, { severityOf: () => 'info' })).toMatchObject({ severity: 'info' });
  });

  it('has a key of the rule, its engines in order, and the subject', () => {
    expect(settled({ engines: ['us', 'eu'] })).toMatchObject({ key: 'C999:eu,us:x', engines: ['us', 'eu'] });
  });

  it('is inconclusive by the rule, or by the hit where the rule looks at it', () => {
    expect(settled({}, { inconclusive: true })).toMatchObject({ inconclusive: true });
    expect(settled({}, { inconclusive: true, inconclusiveOf: () => false })).toMatchObject({
      inconclusive: false,
    });
  });

  it('leads where something is unreadable, unless the rule says otherwise', () => {
    expect(settled({})).not.toHaveProperty('unreadable');
    expect(settled({})).not.toHaveProperty('leads');
    expect(settled({}, { unreadable: true })).toMatchObject({ unreadable: true, leads: true });
    expect(settled({}, { leads: true })).toMatchObject({ leads: true });
    expect(settled({}, { unreadable: true, leads: false })).not.toHaveProperty('leads');
  });

  it('has what to write below what to do', () => {
    expect(settled({})).toMatchObject({ remedy: 'remedy', advice: { words: 'remedy', lines: [] } });
    expect(settled({}, { sample: () => 'a:\n  b' })).toMatchObject({ remedy: 'remedy\n  a:\n    b' });
    expect(settled({}, { sample: () => null })).toMatchObject({ remedy: 'remedy' });
  });

  it('has the words for many where the rule has some', () => {
    const together = { message: 'several', remedy: 'remedy', cells: { engine: 'eu' } };
    expect(settled({}, { together: () => together })).toMatchObject({ together });
    expect(settled({})).not.toHaveProperty('together');
  });
});

describe('where a hit points', () => {
  it.each<[string, Hit<object>['at'][number], object]>([
    ['the name of an engine', { engine: 'eu' }, { line: 2, column: 3, endColumn: 5, pointer: '/engines/eu' }],
    ['its setting', { engine: 'eu', setting: 'rest' }, { line: 3, column: 11, pointer: '/engines/eu/rest' }],
    [
      'its name, where it lacks the setting',
      { engine: 'us', setting: 'rest' },
      { line: 4, column: 3, pointer: '/engines/us/rest' },
    ],
    [
      'a text without a setting',
      { file: 'test.yaml', span: { start: 8, end: 9 } },
      { line: 1, column: 9, endLine: 2, endColumn: 1, pointer: null },
    ],
    [
      'the beginning of a file that was not read',
      { file: 'other.yaml', pointer: '/a', part: 'value' },
      { file: 'other.yaml', line: 1, column: 1, endLine: 1, endColumn: 1, pointer: '/a' },
    ],
    [
      'the beginning, where the setting is nowhere',
      { file: 'test.yaml', pointer: '/a/b', part: 'value' },
      { file: 'test.yaml', line: 1, column: 1, pointer: '/a/b' },
    ],
  ])('is %s', (_, place, location) => {
    expect(settled({ at: [place] }).locations).toMatchObject([
      { file: 'test.yaml', role: 'primary', note: null, ...location },
    ]);
  });

  it('is one place and others that are related to it', () => {
    const { locations } = settled({ at: [{ engine: 'eu' }, { engine: 'us', note: 'the other' }] });
    expect(locations?.map(({ role, note }) => [role, note])).toEqual([
      ['primary', null],
      ['related', 'the other'],
    ]);
  });
});

describe('findings', () => {
  it('are there although one cannot be put into words', () => {
    const broken = { ...RULE, code: 'C998' };
    const { findings, defects } = settle(
      [
        { rule: broken, hit: { ...HIT, at: [{ engine: 'asia' }] } },
        { rule: RULE, hit: HIT },
      ],
      configuration,
    );
    expect(findings.map(({ rule }) => rule)).toEqual(['C999']);
    expect(defects).toEqual([expect.stringContaining('C998')]);
    expect(defects[0]).toContain('a hit points at "asia", which no file has');
  });

  it('are in order, and as the settings adjust them', () => {
    const hits = ['b', 'a'].map((subject) => ({ rule: RULE, hit: { ...HIT, subject } }));
    const { findings } = settle(hits, configuration, undefined, undefined, (finding) => ({
      ...finding,
      severity: 'info',
    }));
    expect(findings.map(({ key, severity }) => [key, severity])).toEqual([
      ['C999::a', 'info'],
      ['C999::b', 'info'],
    ]);
  });
});
