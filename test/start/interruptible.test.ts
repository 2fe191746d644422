import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { INTERRUPTIBLE, isInterruptible } from '../../src/start/interruptible.js';

it('a signal is heard from the first moment by every command that asks engines, and by the demo of them', () => {
  const asking = COMMANDS.filter(({ live, name }) => live || name === 'demo').map(({ name }) => name);
  expect([...INTERRUPTIBLE]).toEqual(asking);
});

it.each([
  [['diff', 'a', 'b', '--data']],
  [['diff', '--data=http://search:9200', 'a', 'b']],
  [['init', '--from', 'eu=https://eu/engine-rest']],
])('and by %j, which asks only with this option', (argv) => {
  expect(isInterruptible(argv)).toBe(true);
});

it.each([[['diff', 'a', 'b']], [['init', 'from.yaml']], [['validate', '--data']], [[]]])(
  'but ends %j, which asks nobody',
  (argv) => {
    expect(isInterruptible(argv)).toBe(false);
  },
);
