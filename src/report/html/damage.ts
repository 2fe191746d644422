import type { Report } from '../../core/report/report.js';
import { section, table, text } from './text.js';

/** What the faults have already done to the data of Optimize, and what has to be done about it. */
export function damageSection({ damage = [] }: Report): string {
  if (damage.length === 0) return '';
  const rows = damage.map(({ rule, engines, stored, remedy }) => [
    text(rule),
    engines.map((alias) => text(alias, 60)).join(', '),
    stored.map((line) => text(line, 300)).join('<br/>'),
    text(remedy, 500),
  ]);
  const headings = ['rule', 'engines', 'stored', 'what to do'];
  return section('damage', 'What has been imported', [
    table('Findings in the data of Optimize', headings, rows),
  ]);
}
