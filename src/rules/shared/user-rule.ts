import type { AccessLandscape, UserAnswer } from '../../access/answer.js';
import type { Standing } from '../../access/engine-access.js';
import type { Rule } from '../../core/rule.js';

/** What a rule about logins looks at: the engines, and the users who were asked about. */
export interface UsersView {
  readonly landscape: AccessLandscape;
  readonly users: readonly AskedUser[];
}

export interface AskedUser {
  readonly user: string;
  readonly standings: readonly Standing[];
  readonly answer: UserAnswer;
}

/** A rule about the users who were asked about. `access` runs them; what they need is read by no other command. */
export type UserRule<D> = Rule<UsersView, D> & { readonly scope: 'user' };
// oxlint-disable-next-line typescript/no-explicit-any -- a list of rules of every data type
export type AnyUserRule = UserRule<any>;

export function userRule<D>(body: Omit<UserRule<D>, 'scope' | 'needs'>): UserRule<D> {
  return { ...body, scope: 'user', needs: [], needsOptimize: true };
}

/** The first few of many, for a sentence: `a, b and 3 more`. */
export function someOf(names: readonly string[], limit = 3): string {
  const shown = names.slice(0, limit).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
