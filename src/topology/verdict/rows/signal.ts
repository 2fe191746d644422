import type { Certainty, Evidence } from '../../../core/finding.js';

/** What one row of the table says about a pair. */
export interface Signal {
  readonly certainty: Certainty;
  readonly evidence: readonly Evidence[];
  /** Chance alone could show it, once in a long while: a proven difference outweighs it. */
  readonly mayBeChance?: boolean;
}
