import { known, unknown, type Observed } from '../core/observed.js';
import type { Caller } from '../probe/types.js';
import type { EngineReadings } from '../probe/readings.js';

/** What Optimize reads besides definitions and history. */
export const READ_BY_OPTIMIZE: readonly [keyof Caller['readAll'], string][] = [
  ['user', 'User'],
  ['group', 'Group'],
  ['authorization', 'Authorization'],
  ['tenant', 'Tenant'],
  ['deployment', 'Deployment'],
];

/** Whoever asks as Optimize does. What another user may do says nothing about Optimize. */
export function importCallerOf({ reach, caller }: EngineReadings): Observed<Caller> {
  if (reach.status === 'ok' && reach.as?.asOptimize === false)
    return unknown('refused', 'the engine was examined with another login than Optimize uses');
  if (!caller.known || !caller.value.loggedIn) return caller;
  const { untold = [] } = caller.value;
  const gaps = READ_BY_OPTIMIZE.flatMap(([type, name]) =>
    untold.includes(type) ? [`whether there is READ on ${name} * could not be read`] : [],
  );
  return known(caller.value, caller.evidence, gaps);
}
