import type { AccessLandscape, UserAnswer } from '../access/answer.js';
import { accessRules, type AnyAccessRule } from '../access/rules/index.js';
import type { AccessView } from '../access/rules/rule.js';
import type { Configuration } from '../configuration/types.js';
import type { AnyRule } from '../rules/rule.js';
import { defectOf, type RuleHit } from './runner.js';
import { settle, type Settled } from './settle.js';

/** The page on which all rules about logins are explained. */
const PAGE = 'docs/access.md#findings';

/** What the rules about logins and rights say of the users who were asked about. */
export function accessFindings(
  landscape: AccessLandscape,
  users: readonly UserAnswer[],
  configuration: Configuration,
): Settled {
  const asked = users.map((answer) => ({
    user: answer.user,
    standings: landscape.standings(answer.user),
    answer,
  }));
  const hits: RuleHit[] = [];
  const crashes: string[] = [];
  for (const rule of accessRules) {
    try {
      hits.push(...hitsOf(rule, { landscape, users: asked }));
    } catch (error) {
      crashes.push(defectOf(settleable(rule), error));
    }
  }
  const { findings, defects } = settle(hits, configuration);
  return { findings: findings.map((each) => ({ ...each, url: PAGE })), defects: [...crashes, ...defects] };
}

function hitsOf(rule: AnyAccessRule, view: AccessView): readonly RuleHit[] {
  return [...rule.check(view)].map((hit) => ({ rule: settleable(rule), hit }));
}

/** For settling, only the words and the severity of a rule count. */
function settleable(rule: AnyAccessRule): AnyRule {
  return { ...rule, scope: 'landscape', check: () => [] };
}
