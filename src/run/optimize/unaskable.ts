import { UsageError } from '../../core/errors.js';
import { optimizeRules } from '../../rules/optimize.js';
import type { AnyRule } from '../../rules/rule.js';
import { refuseNotRun } from '../judge/not-run.js';
import type { CheckRequest } from '../request/request.js';
import { unaskable } from './rules-for.js';

/**
 * A rule that was asked for by its name, and would have nothing to look at, must not pass for clean. What a recording holds is known only when
 * it was read.
 *
 * @param rules those that need no running Optimize
 */
export function refuseUnaskable(request: CheckRequest, rules: readonly AnyRule[]): void {
  const { only, live } = request;
  if ((live?.replayFrom ?? null) !== null) return;
  const asked = { optimize: live?.running !== undefined, store: live?.data !== undefined };
  const refused = unaskable(only, asked);
  if (refused === null) return refuseNotRun([...rules, ...optimizeRules], request);
  const { rule, option } = refused;
  throw new UsageError(`${rule.code} ${rule.name} looks at a running Optimize`, `use doctor ${option}`);
}
