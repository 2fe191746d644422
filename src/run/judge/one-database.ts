import type { Hit, Rule } from '../../core/rule.js';
import { isOneDatabase } from '../../topology/pairs.js';
import type { Databases } from '../../topology/types.js';

/** A rule of any scope: what it looked at is past. */
// oxlint-disable-next-line typescript/no-explicit-any -- rules of every data type
type WithConsequences = Pick<Rule<never, any>, 'goesWithOneEntry'>;

/**
 * Tells which hits are consequences of a database that is listed several times, or perhaps is: advice about the entries as they
 * are would be wrong as soon as they are one.
 */
export function followsFromDatabase(databases: Databases | null) {
  const groups = (databases?.groups ?? []).filter(
    ({ verdict, certainty }) => verdict === 'unknown' || (isOneDatabase(verdict) && certainty !== 'weak'),
  );
  return (rule: WithConsequences, { data, engines }: Hit<object>): boolean =>
    engines.length > 0 &&
    rule.goesWithOneEntry?.(data) === true &&
    groups.some((group) => engines.every((alias) => group.engines.includes(alias)));
}
