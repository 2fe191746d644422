import type { Rule } from '../../core/rule.js';
import type { AccessLandscape, UserAnswer } from '../answer.js';
import type { Standing } from '../engine-access.js';

/** What a rule about logins looks at: the engines, and the users who were asked about. */
export interface AccessView {
  readonly landscape: AccessLandscape;
  readonly users: readonly AskedUser[];
}

export interface AskedUser {
  readonly user: string;
  readonly standings: readonly Standing[];
  readonly answer: UserAnswer;
}

/** A rule about logins and rights. `access` runs them; what they need is read by no other command. */
export type AccessRule<D> = Rule<AccessView, D>;

export function accessRule<D>(body: Omit<AccessRule<D>, 'scope' | 'needs'>): AccessRule<D> {
  return { ...body, scope: 'landscape', needs: [], needsOptimize: true };
}

/** The first few of many, for a sentence: `a, b and 3 more`. */
export function someOf(names: readonly string[], limit = 3): string {
  const shown = names.slice(0, limit).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
