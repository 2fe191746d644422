import type { AccessLandscape, UserAnswer } from '../access/answer.js';
import { accessRules, type AnyAccessRule } from '../access/rules/index.js';
import type { AccessView } from '../access/rules/rule.js';
import type { Configuration } from '../configuration/types.js';
import { compareFindings } from '../core/order.js';
import type { Coverage } from '../core/report.js';
import A501 from '../rules/access/A501-nobody-may-use-optimize.js';
import A502 from '../rules/access/A502-engine-without-optimize-users.js';
import A505 from '../rules/access/A505-global-optimize-grant.js';
import type { AnyRule } from '../rules/rule.js';
import type { ReadEngines } from './access-live.js';
import { defectOf, runRules, type RuleHit } from './runner.js';
import { settle, type Settled } from './settle.js';

export interface AccessFindings extends Settled {
  readonly coverage: readonly Coverage[];
}

/** The page on which the rules that look at users are explained. */
const PAGE = 'docs/access.md#findings';
/** Those that look at engines alone are rules of `doctor` too. */
const ENGINE_RULES: readonly AnyRule[] = [A501, A502, A505];

/** What the rules about logins and rights say of the engines, and of the users who were asked about. */
export function accessFindings(
  landscape: AccessLandscape,
  users: readonly UserAnswer[],
  read: Pick<ReadEngines, 'subjects' | 'databases'> & { readonly configuration: Configuration },
): AccessFindings {
  const { configuration, subjects, databases } = read;
  const run = runRules(ENGINE_RULES, { configuration, live: { engines: subjects, databases } });
  const ofEngines = settle(run.hits, configuration);
  const ofUsers = userFindings(landscape, users, configuration);
  return {
    findings: [...ofEngines.findings, ...ofUsers.findings].toSorted(compareFindings),
    defects: [...run.defects, ...ofEngines.defects, ...ofUsers.defects],
    coverage: run.coverage,
  };
}

function userFindings(
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
