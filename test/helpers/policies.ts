import type { Policy } from '../../src/run/settings/types.js';

/** The settings of a team that say nothing but the changes. */
export function policyOf(changes: Partial<Policy>): Policy {
  return {
    source: { name: 'multi-engine.config.yaml', text: 'x' },
    folder: process.cwd(),
    documentation: null,
    levels: [],
    suppressions: [],
    lenient: [],
    ...changes,
  };
}
