import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { suppressionsIn } from '../../src/configuration/suppressions.js';
import { ROOT, runFixture } from '../helpers/fixtures.js';
import { growth } from '../helpers/growth.js';
import { parse } from '../load/helpers.js';

const IGNORE = '# multi-engine-ignore';

function only(text: string) {
  const found = suppressionsIn(parse(text));
  expect(found).toHaveLength(1);
  return found[0];
}

/** So many comments, one below the other. */
function look(count: number): void {
  suppressionsIn(parse(`a: 1\n${`${IGNORE} C134\n`.repeat(count)}`));
}

/** So many comments that ignore a rule. */
function read(count: number): void {
  const text = `engines:\n${`  a: 1 ${IGNORE} C102 -- x\n`.repeat(count)}`;
  expect(suppressionsIn(parse(text))).toHaveLength(count);
}

describe('a comment that silences findings', () => {
  it('names rules, a last day and a reason', () => {
    expect(only(`a: 1 ${IGNORE} C134, some-name until=2026-12-31 -- why -- and how\n`)).toMatchObject({
      rules: ['C134', 'some-name'],
      until: '2026-12-31',
      hasReason: true,
      line: 1,
    });
  });

  it.each(['why until=2026-12-31', 'until=2026-12-31 why', 'why until=2026-12-31.'])(
    'has its last day behind the reason, too: %s',
    (reason) => {
      const { until, hasReason, rules } = only(`a: 1 ${IGNORE} C134 -- ${reason}\n`) ?? {};
      expect({ until: until?.slice(0, 10), hasReason, rules }).toEqual({
        until: '2026-12-31',
        hasReason: true,
        rules: ['C134'],
      });
    },
  );

  it('has no reason where only a day is behind the dashes', () => {
    expect(only(`a: 1 ${IGNORE} C134 -- until=2026-12-31`)?.hasReason).toBe(false);
  });

  it.each([`a: 1 ${IGNORE} C134`, `a: 1 ${IGNORE} C134 --`, `a: 1 ${IGNORE} C134 --why`])(
    'has no reason in %s',
    (text) => {
      expect(only(text)?.hasReason).toBe(false);
    },
  );

  it.each([
    ['on its own line, the next one', `a: 1\n${IGNORE} X -- y\nb: 1\n`, 3],
    ['over other comments and blank lines', `${IGNORE} X -- y\r\n# more\r\n\r\nb: 1\r\n`, 4],
    ['behind a value, its line', `a: 1\nb: "x" ${IGNORE} X -- y\nc: 1\n`, 2],
    ['behind a key, its line', `a: ${IGNORE} X -- y\n  b: 1\n`, 1],
  ])('is about %s', (_name, text, line) => {
    expect(only(text)?.line).toBe(line);
  });

  it.each([
    `a: "${IGNORE} X -- y"`,
    `a: |\n  ${IGNORE} X -- y\n`,
    `a: x${IGNORE} X -- y`,
    `"${IGNORE} X": y`,
  ])('is none in %s', (text) => {
    expect(suppressionsIn(parse(text))).toEqual([]);
  });

  it('takes a finding out of the report, which counts it and no longer fails', async () => {
    const folder = path.join(ROOT, 'fixtures/rules/S901-suppression-unused');
    const [silenced, loud] = await Promise.all(
      ['pass-silences', 'fail-wrong-line'].map((name) => runFixture(path.join(folder, name))),
    );
    expect([silenced?.summary.suppressed, silenced?.exitCode]).toEqual([1, 0]);
    expect([loud?.summary.suppressed, loud?.exitCode]).toEqual([0, 1]);
  });

  it('says at the other half of a conflict where the finding is, and takes nothing away', async () => {
    const { findings } = await runFixture(
      path.join(ROOT, 'fixtures/rules/S901-suppression-unused/fail-other-half'),
    );
    expect(findings.map(({ rule }) => rule)).toContain('C201');
    const told = findings.find(({ rule }) => rule === 'S901');
    expect(told?.message).toContain('another part of the finding at line 4.');
    expect(told?.remedy).toContain('Move it to line 4');
    expect(told?.advice?.lines ?? []).toEqual([]);
  });

  it('counts on its last day and no longer', async () => {
    const folder = path.join(ROOT, 'fixtures/rules/S902-suppression-expired');
    const reports = await Promise.all(
      ['pass-last-day', 'fail-past', 'fail-no-day'].map((name) => runFixture(path.join(folder, name))),
    );
    expect(reports.map(({ summary }) => summary.suppressed)).toEqual([1, 0, 0]);
    expect(reports.map(({ findings }) => findings.some(({ rule }) => rule === 'C134'))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('is read in one pass where there are ten thousand', async () => {
    expect(await growth(read, 1_250, 8)).toBeLessThan(24);
  });

  it('is looked for in one pass where thousands follow each other', async () => {
    expect(await growth(look, 500, 8)).toBeLessThan(24);
  });
});
