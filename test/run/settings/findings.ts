import type { Finding } from '../../../src/core/finding.js';
import { finding as anyFinding } from '../../report/reports.js';

export const SPAN = { start: 0, end: 1 };

export function finding(changes: Partial<Finding>): Finding {
  return anyFinding({
    rule: 'T414',
    name: 'shared-or-copied',
    message: 'm',
    severity: 'warning',
    engines: ['a', 'b'],
    ...changes,
  });
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
