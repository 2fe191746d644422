import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { INTERRUPTIBLE } from '../../src/start/interruptible.js';

it('a signal is heard from the first moment by every command that asks engines, and by the demo of them', () => {
  const asking = COMMANDS.filter(({ live, name }) => live || name === 'demo').map(({ name }) => name);
  expect([...INTERRUPTIBLE]).toEqual(asking);
});
