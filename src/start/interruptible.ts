/**
 * Commands that ask engines, as the table of commands has them, which loads later than the first signal may come. All others a signal
 * simply ends: they are done at once, or wait for what they read.
 */
export const INTERRUPTIBLE: ReadonlySet<string> = new Set([
  'doctor',
  'access',
  'balancer',
  'preview',
  'demo',
]);

/** Commands that ask somebody only with this option. */
export const INTERRUPTIBLE_WITH: Readonly<Record<string, string>> = { diff: '--data', init: '--from' };

export function isInterruptible([command = '', ...options]: readonly string[]): boolean {
  const asking = INTERRUPTIBLE_WITH[command];
  if (asking === undefined) return INTERRUPTIBLE.has(command);
  return options.some((option) => option === asking || option.startsWith(`${asking}=`));
}
