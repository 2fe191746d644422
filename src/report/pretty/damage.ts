import type { Report } from '../../core/report/report.js';
import { aliasList, paragraph, type Page } from './layout/page.js';

/** What the faults have already done to the data of Optimize, and what has to be done about it. */
export function damageLines(page: Page, { damage = [] }: Report): readonly string[] {
  return damage.flatMap(({ rule, engines, stored, remedy }) => [
    ...paragraph(page, '  ', `${rule}  ${aliasList(engines)}`, 'strong'),
    ...stored.flatMap((line) => paragraph(page, '    ', line)),
    ...paragraph(page, '    ', remedy),
  ]);
}
