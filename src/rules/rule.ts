import type { AccessLandscape, UserAnswer } from '../access/answer.js';
import type { Standing } from '../access/engine-access.js';
import type { Rule } from '../core/rule.js';
import type { DefinitionClash } from '../topology/clashes.js';
import type { OptimizeFactName, OptimizeView } from '../topology/optimize/types.js';
import type { ConfigurationView, EngineView, FactName, LandscapeView } from '../topology/types.js';
import type { ComparedEngine } from './shared/changed-engines.js';

type Body<View, D> = Omit<Rule<View, D>, 'scope' | 'needs'>;

/** A rule about the configuration alone. Runs without a network. */
export type ConfigurationRule<D> = Rule<ConfigurationView, D> & { readonly scope: 'configuration' };
/** A rule about one live engine. */
export type EngineRule<N extends FactName, D> = Rule<EngineView<N>, D> & { readonly scope: 'engine' };
/** A rule about all live engines together. */
export type LandscapeRule<N extends FactName, D> = Rule<LandscapeView<N>, D> & {
  readonly scope: 'landscape';
};

/** A rule about the users who were asked about. `access` runs them; what they need is read by no other command. */
export type UserRule<D> = Rule<UsersView, D> & { readonly scope: 'user' };

/** What a rule about users looks at: the engines, and the users who were asked about. */
export interface UsersView {
  readonly landscape: AccessLandscape;
  readonly users: readonly AskedUser[];
}

export interface AskedUser {
  readonly user: string;
  readonly standings: readonly Standing[];
  readonly answer: UserAnswer;
}

/** A rule about two points in time. `diff` runs it. */
export type ChangeRule<D> = Rule<ChangeView, D> & { readonly scope: 'change' };

/** What a rule about a change looks at. */
export interface ChangeView {
  /** Every engine of each side once, as Optimize reads its entry. */
  readonly before: readonly ComparedEngine[];
  readonly after: readonly ComparedEngine[];
  /** Definitions that clash, where both sides are recordings; null where nobody knows. */
  readonly clashes: {
    readonly before: readonly DefinitionClash[];
    readonly after: readonly DefinitionClash[];
  } | null;
}

/** A rule about a running Optimize, or about what it has imported. `doctor` runs it where that was asked for. */
export type OptimizeRule<N extends OptimizeFactName, D> = Rule<OptimizeView<N>, D> & {
  readonly scope: 'optimize';
};

/* oxlint-disable typescript/no-explicit-any -- a list of rules of every data type */
export type AnyRule =
  | ConfigurationRule<any>
  | EngineRule<any, any>
  | LandscapeRule<any, any>
  | UserRule<any>
  | ChangeRule<any>
  | OptimizeRule<any, any>;
/* oxlint-enable typescript/no-explicit-any */

export function configurationRule<D>(body: Body<ConfigurationView, D>): ConfigurationRule<D> {
  return Object.assign(body, { scope: 'configuration' as const, needs: [] });
}

export function engineRule<const N extends FactName, D>(
  body: Body<EngineView<N>, D> & { readonly needs: readonly N[] },
): EngineRule<N, D> {
  return { ...body, scope: 'engine' };
}

/** `databases` under `needs`: the verdicts, which know only engines that answered to the end. */
export function landscapeRule<const N extends FactName, D>(
  body: Body<LandscapeView<N>, D> & { readonly needs: readonly (N | 'databases')[] },
): LandscapeRule<N, D> {
  return { ...body, scope: 'landscape' };
}

export function userRule<D>(body: Body<UsersView, D>): UserRule<D> {
  return { ...body, scope: 'user', needs: [], needsOptimize: true };
}

export function changeRule<D>(body: Body<ChangeView, D>): ChangeRule<D> {
  return { ...body, scope: 'change', needs: [], needsOptimize: true };
}

export function optimizeRule<const N extends OptimizeFactName, D>(
  body: Body<OptimizeView<N>, D> & { readonly needs: readonly N[] },
): OptimizeRule<N, D> {
  return { ...body, scope: 'optimize', needsOptimize: true };
}
