import { compareText } from '../core/text/text.js';
import { changeRules } from './change.js';
import { configurationRules } from './index.js';
import { liveRules } from './live.js';
import { optimizeRules } from './optimize.js';
import { peopleRules } from './people.js';
import type { AnyRule } from './rule.js';

/** Every rule there is, in the order of the codes. */
export const ALL_RULES: readonly AnyRule[] = [
  ...new Set([...configurationRules, ...liveRules, ...peopleRules, ...changeRules, ...optimizeRules]),
].toSorted((a, b) => compareText(a.code, b.code));
