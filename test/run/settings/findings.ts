import type { Finding } from '../../../src/core/finding.js';

export const SPAN = { start: 0, end: 1 };

/** Made by hand: nothing but what is changed in it is what a test is about. */
export function finding(changes: Partial<Finding>): Finding {
  return {
    rule: 'T414',
    name: 'shared-or-copied',
    severity: 'warning',
    certainty: 'proven',
    message: 'm',
    engines: ['a', 'b'],
    data: {},
    locations: [],
    evidence: [],
    remedy: '',
    url: 'docs/rules/T414-shared-or-copied.md',
    key: 'k',
    inconclusive: false,
    ...changes,
  };
}

export function at(...names: readonly string[]): Finding['locations'] {
  return names.map((file) => ({
    file,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    pointer: null,
    role: 'primary',
    note: null,
  }));
}
