import type { Standing } from '../engine-access.js';
import type { Login } from '../login.js';
import type { Sight } from '../visible.js';

/** What is asked about one user. */
export interface AnswerOptions {
  /**
   * Which hidden definitions are listed: all; only those that the user holds the right for, but that stay hidden for another
   * reason; or none.
   */
  readonly hidden: 'all' | 'granted' | 'none';
  /** Only definitions of this key. */
  readonly definition: string | null;
  readonly explain: boolean;
}

/** Where two sets of rules come to different ends. */
export interface Disagreement {
  readonly about: string;
  readonly documented: string;
  readonly code: string;
}

/** One user by the documented rules and by those of the code. */
export interface Compared {
  readonly user: string;
  readonly standings: readonly Standing[];
  readonly login: Login;
  readonly code: Login;
  readonly options: AnswerOptions;
  readonly sightAt: (standing: Standing) => Sight;
}
