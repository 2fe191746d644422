import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/core/finding.js';
import { commentsOnce, suppress, type Suppressed } from '../../../../src/run/judge/accepted/suppress.js';
import { interpreted } from '../../../configuration/helpers.js';
import { finding } from '../../../report/reports.js';

/** A finding about lines of the file. */
function at(rule: string, ...lines: readonly number[]): Finding {
  const place = { file: 'test.yaml', column: 1, endColumn: 2, pointer: null, note: null };
  const locations = lines.map((line) => ({ ...place, line, endLine: line, role: 'primary' as const }));
  return { ...finding({ rule, name: 'n', message: 'm' }), locations };
}

/** What a comment behind the second line makes of findings, on 1 January 2026. */
function suppressed(
  comment: string,
  findings: readonly Finding[],
  ran: readonly string[] = ['C134', 'C136'],
): Suppressed {
  const { configuration } = interpreted(`engines:\n  a: {name: b} # multi-engine-ignore ${comment}\n`);
  const coverage = ran.map((rule) => ({ rule, name: 'n', ran: ['a'], skipped: [] }));
  return suppress(findings, configuration, coverage, { today: () => '2026-01-01' });
}

describe('a comment with a reason', () => {
  it('silences its rules on its line, and nothing else', () => {
    const others = [at('C134', 3), at('C140', 2), at('C134')];
    const { findings } = suppressed('C134, C136 -- why', [at('C134', 2), at('C136', 2), ...others]);
    expect(findings).toEqual(others);
  });

  it('silences none without one', () => {
    const findings = [at('C134', 2)];
    expect(suppressed('C134', findings).findings).toEqual(findings);
  });

  it.each([
    ['2026-01-01', false],
    ['2026-01-02', false],
    ['2025-12-31', true],
    ['soon', true],
    ['2026-1-02', true],
    ['2026-13-01', true],
    ['2026-02-30', true],
  ])('until %s is past at the beginning of 2026: %s', (day, expired) => {
    const { findings, suppressions } = suppressed(`C134 until=${day} -- why`, [at('C134', 2)]);
    expect(suppressions).toMatchObject([{ expired }]);
    expect(findings).toHaveLength(expired ? 1 : 0);
  });

  it('is idle for a rule that ran and found nothing there', () => {
    expect(suppressed('C134, C136 -- why', [at('C134', 2)]).suppressions).toMatchObject([
      { codes: ['C134', 'C136'], idle: ['C136'] },
    ]);
    expect(suppressed('C134, C136 -- why', [], ['C134']).suppressions).toMatchObject([{ idle: ['C134'] }]);
  });

  it('is told with the rules that are none, and which are near them', () => {
    expect(suppressed('C134, same-engine-twce, nothing-like-it -- why', []).suppressions).toMatchObject([
      {
        codes: ['C134'],
        unknown: [
          { text: 'same-engine-twce', near: 'same-engine-twice' },
          { text: 'nothing-like-it', near: null },
        ],
      },
    ]);
  });

  it('belongs to the first line of a finding of which it has another', () => {
    const [elsewhere] = suppressed('C134 -- why', [at('C134', 1, 2)]).suppressions;
    expect(elsewhere).toMatchObject({ idle: ['C134'], belongsTo: { file: 'test.yaml', line: 1 } });
    const [nowhere] = suppressed('C134 -- why', [at('C134', 1, 3)]).suppressions;
    expect(nowhere).not.toHaveProperty('belongsTo');
  });
});

describe('a comment that several cases have', () => {
  const [idle] = suppressed('C134, C136 -- why', []).suppressions;
  const [needed] = suppressed('C134, C136 -- why', [at('C134', 2)]).suppressions;
  if (idle === undefined || needed === undefined) throw new Error('no comment');

  it('is told once, with what none of them needs', () => {
    expect(commentsOnce([[idle], [needed]])).toEqual([[{ ...idle, idle: ['C136'] }], []]);
    expect(commentsOnce([[idle], [idle]])).toEqual([[idle], []]);
  });

  it('is another one at another place', () => {
    const below = { ...needed, span: { start: 0, end: 1 } };
    const elsewhere = { ...needed, file: 'other.yaml' };
    expect(commentsOnce([[idle], [below, elsewhere]])).toEqual([[idle], [below, elsewhere]]);
  });
});
