import path from 'node:path';
import { rulePages } from '../../../src/cli/output/rule-pages.js';
import { ROOT } from '../../helpers/fixtures.js';

/** The pages of all rules, as the built program has them beside it. */
export const PAGES = await rulePages(path.join(ROOT, 'docs/rules'));
