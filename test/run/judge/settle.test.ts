import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.js';
import type { Hit } from '../../../src/core/rule.js';
import type { NamedRule, RuleHit } from '../../../src/run/judge/runner.js';
import { settle, type Settled } from '../../../src/run/judge/settle.js';
import type { Configuration } from '../../../src/configuration/types.js';
import { interpret } from '../../../src/configuration/interpret.js';
import { parseYaml } from '../../../src/load/yaml/yaml.js';
import { interpreted, NO_VALUES } from '../../configuration/helpers.js';

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

function settledIn(
  read: Configuration,
  hits: readonly RuleHit[],
  adjust = (finding: Finding): Finding => finding,
): Settled {
  return settle(hits, read, () => null, [], adjust);
}

function settled(hit: Partial<Hit<object>>, rule: Partial<NamedRule> = {}): Partial<Finding> {
  const { findings, defects } = settledIn(configuration, [
    { rule: { ...RULE, ...rule }, hit: { ...HIT, ...hit } },
  ]);
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

  it('has the data of the hit, for programs that read no words', () => {
    expect(settled({ data: { tenant: 'acme' } })).toMatchObject({ data: { tenant: 'acme' } });
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

describe('what stands in a base below several nodes', () => {
  const nodes = ['a.yaml', 'b.yaml'];
  const uppers = nodes.map((name) => parseYaml({ name, text: 'es: {}\n' }));
  const base = parseYaml({ name: 'base.yaml', text: '# theirs\nui: 1\n' });
  const layered = interpret(uppers, NO_VALUES, base).configuration;
  const atUi = nodes.map((file) => ({ file, pointer: '/ui', part: 'key' }) as const);

  it('is one fault, unless other words are said of it', () => {
    const hits = atUi.map((place) => ({ ...HIT, at: [place], data: { file: place.file } }));
    const findings = (rule: NamedRule) =>
      settledIn(
        layered,
        hits.map((hit) => ({ rule, hit })),
      ).findings;
    expect(findings(RULE).map(({ locations }) => locations)).toMatchObject([
      [{ file: 'base.yaml', line: 2 }],
    ]);
    const words = { ...RULE, message: ({ file }: { file: string }) => `said of ${file}` };
    expect(findings(words).map(({ message }) => message)).toEqual(['said of a.yaml', 'said of b.yaml']);
  });

  it('is one place of a finding about all of them', () => {
    const { findings } = settledIn(layered, [{ rule: RULE, hit: { ...HIT, at: atUi } }]);
    expect(findings[0]?.locations).toMatchObject([{ file: 'base.yaml', line: 2, role: 'primary' }]);
  });

  it('is told as often as it was found where there is no base', () => {
    const twice = [HIT, HIT].map((hit) => ({ rule: RULE, hit }));
    expect(settledIn(configuration, twice).findings).toHaveLength(2);
    expect(settled({ at: [{ engine: 'eu' }, { engine: 'eu' }] }).locations).toHaveLength(2);
  });
});

describe('findings', () => {
  it('are there although one cannot be put into words', () => {
    const broken = { ...RULE, code: 'C998' };
    const { findings, defects } = settledIn(configuration, [
      { rule: broken, hit: { ...HIT, at: [{ engine: 'asia' }] } },
      { rule: RULE, hit: HIT },
    ]);
    expect(findings.map(({ rule }) => rule)).toEqual(['C999']);
    expect(defects).toEqual([expect.stringContaining('C998')]);
    expect(defects[0]).toContain('a hit points at "asia", which no file has');
  });

  it('are in order, and as the settings adjust them', () => {
    const hits = ['b', 'a'].map((subject) => ({ rule: RULE, hit: { ...HIT, subject } }));
    const { findings } = settledIn(configuration, hits, (finding) => ({
      ...finding,
      severity: 'info',
    }));
    expect(findings.map(({ key, severity }) => [key, severity])).toEqual([
      ['C999::a', 'info'],
      ['C999::b', 'info'],
    ]);
  });
});
