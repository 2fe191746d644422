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
