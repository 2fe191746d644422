import type { AccessLandscape, UserAnswer } from '../../access/answer.js';
import type { Configuration } from '../../configuration/types.js';
import type { Finding } from '../../core/finding.js';
import type { Coverage } from '../../core/report.js';
import A501 from '../../rules/access/A501-nobody-may-use-optimize.js';
import A502 from '../../rules/access/A502-engine-without-optimize-users.js';
import A505 from '../../rules/access/A505-global-optimize-grant.js';
import type { AnyRule } from '../../rules/rule.js';
import { userRules } from '../../rules/users.js';
import type { AnyUserRule } from '../../rules/shared/user-rule.js';
import type { ReadEngines } from './live.js';
import type { CheckRequest } from '../request/request.js';
import { applied, runRules, type RuleRun } from '../judge/runner.js';
import { selectRules } from '../judge/select.js';
import { settle } from '../judge/settle.js';
import { suppress } from '../judge/suppress.js';

export interface AccessFindings {
  readonly findings: readonly Finding[];
  /** How many findings comments in the files silence. */
  readonly suppressed: number;
  readonly defects: readonly string[];
  readonly coverage: readonly Coverage[];
}

/** Those that look at engines alone are rules of `doctor` too. */
const ENGINE_RULES: readonly AnyRule[] = [A501, A502, A505];

/** What the rules about logins and rights say of the engines, and of the users who were asked about. */
export function accessFindings(
  request: CheckRequest,
  landscape: AccessLandscape,
  users: readonly UserAnswer[],
  read: Pick<ReadEngines, 'subjects' | 'databases'> & { readonly configuration: Configuration },
): AccessFindings {
  const { configuration, subjects, databases } = read;
  const live = { engines: subjects, databases };
  const ofEngines = runRules(selectRules(ENGINE_RULES, request), { configuration, live });
  const ofUsers = runUserRules(selectRules(userRules, request), landscape, users);
  const coverage = [...ofEngines.coverage, ...ofUsers.coverage];
  const settled = settle([...ofEngines.hits, ...ofUsers.hits], configuration);
  const { findings } = suppress(settled.findings, configuration, coverage, request.today);
  return {
    findings,
    suppressed: settled.findings.length - findings.length,
    defects: [...ofEngines.defects, ...ofUsers.defects, ...settled.defects],
    coverage,
  };
}

function runUserRules(
  rules: readonly AnyUserRule[],
  landscape: AccessLandscape,
  answers: readonly UserAnswer[],
): Omit<RuleRun, 'inconclusive'> {
  const users = answers.map((answer) => ({
    user: answer.user,
    standings: landscape.standings(answer.user),
    answer,
  }));
  const runs = rules.map((rule) => applied(rule, [{ landscape, users }]));
  const ran = landscape.engines.map(({ alias }) => alias);
  return {
    hits: runs.flatMap(({ hits }) => hits),
    // What could not be read of an engine stands with the answers that it leaves open.
    coverage: rules.map(({ code, name }) => ({ rule: code, name, ran, skipped: [] })),
    defects: runs.flatMap(({ defect }) => defect ?? []),
  };
}
