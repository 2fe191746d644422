import { expect, it } from 'vitest';
import { judgeBaseline } from '../../../../src/run/judge/accepted/baseline.js';
import { growth } from '../../../helpers/growth.js';

function baselineOf(count: number, alias = 'engine') {
  const entries = Array.from({ length: count }, (_, index) => ({
    key: `C137:${alias}-${index}:password`,
    rule: 'C137',
    name: 'literal-password',
    message: 'a message',
  }));
  const text = JSON.stringify({ version: 1, tool: 'multi-engine', accepted: entries }, null, 2);
  return { source: { name: 'baseline.json', text }, entries };
}

const NOTHING_FOUND = { all: [], sawEverything: () => true };

it('finds out which accepted findings are gone with work that grows like their number', async () => {
  let runs = 0;
  // Other keys each time: of those that it knows already, a few thousand are not looked at again.
  const work = (count: number): void => {
    runs += 1;
    judgeBaseline(baselineOf(count, `engine${runs}`), NOTHING_FOUND);
  };
  expect(await growth(work, 2_000, 8)).toBeLessThan(24);
});

it('points to a key however it is written', () => {
  const { source, entries } = baselineOf(2);
  const text = source.text.replace('"key": "C137:engine-1:', '"key"  :\n"C137:\\u0065ngine-1:');
  const { stale } = judgeBaseline({ source: { ...source, text }, entries }, NOTHING_FOUND);
  expect(stale.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    '"C137:engine-0:password"',
    '"C137:\\u0065ngine-1:password"',
  ]);
});
