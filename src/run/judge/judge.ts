import type { Vault } from '../../configuration/logins.js';
import type { Finding } from '../../core/finding.js';
import { grouped } from '../../core/grouped.js';
import { compareFindings } from '../../core/order.js';
import type { Coverage } from '../../core/report/report.js';
import type { SourceFile } from '../../load/types.js';
import type { AnyRule } from '../../rules/rule.js';
import type { CheckRequest } from '../request/request.js';
import { isAtLeast } from '../result/exit.js';
import { judgingOf } from '../settings/judging.js';
import type { Judging, Silenced } from '../settings/types.js';
import type { Accepted } from './accepted/baseline.js';
import { withoutConsequences } from './consequences.js';
import { narrowing, type Narrowing } from './narrow.js';
import { openPairs, undecidedPairs } from './open-pairs.js';
import { ruleSteps, runRules, type RuleRun, type Views } from './runner.js';
import { selectRules } from './select.js';
import { editorFor, settle, settleSteps } from './settle.js';
import { inSteps } from '../../core/steps.js';
import { isDamaged, lacksEngines } from './unreadable.js';
import { commentsOnce, ranEverywhere, suppress, type Suppressed } from './accepted/suppress.js';

/** Which rules are wanted, and which of their findings. */
export type JudgeRequest = Pick<
  CheckRequest,
  'only' | 'skip' | 'target' | 'engines' | 'minSeverity' | 'today' | 'baseline' | 'policy'
>;

/** What the judge has to know of the run besides what the rules look at. */
export interface JudgeContext {
  readonly interruptedBy: () => unknown;
  /** Tells people what was done besides the report. */
  readonly say?: (line: string) => void;
}

/** One cluster of Optimize, as rules look at it. */
export interface Case {
  readonly views: Views;
  readonly vault: Vault;
  /** Whether some engine could not be read to its end. */
  readonly unread: boolean;
}

/** What was found, and what was looked at. */
export interface Judgement {
  /** In the one order, those below `--min-severity` included. */
  readonly findings: readonly Finding[];
  /** How many findings comments in the files or settings silence, or a baseline accepts. */
  readonly suppressed: number;
  /** How many of these the settings leave out. */
  readonly leftOut: number;
  readonly coverage: readonly Coverage[];
  /** Rules that crashed: the tool's own mistakes. */
  readonly defects: readonly string[];
  /** Something about live engines that a rule wanted could not be read or decided. */
  readonly inconclusive: boolean;
  /** Files besides the configuration that findings point into; they hold no secret. */
  readonly files: readonly SourceFile[];
}

/**
 * Runs the wanted rules on what they may look at and settles what they say. Every command that reports findings comes by here. Several cases are
 * judged each by itself; comments and a baseline count for all of them.
 */
export async function judge(
  rules: readonly AnyRule[],
  cases: readonly Case[],
  request: JudgeRequest,
  context: JudgeContext,
): Promise<Judgement> {
  const wanted = selectRules(rules, request).filter(({ runs }) => runs !== 'last');
  const runs: (Case & { readonly run: RuleRun })[] = [];
  for (const each of cases)
    runs.push({ ...each, run: await inSteps(ruleSteps(wanted, each.views, request.only), context) });
  return conclude(rules, runs, request, context);
}

/** From hits to what is reported: settle, silence, accept, and at the end the rules about what silences others. */
export async function conclude(
  rules: readonly AnyRule[],
  cases: readonly (Case & { readonly run: RuleRun })[],
  request: JudgeRequest,
  context: JudgeContext,
): Promise<Judgement> {
  if (request.only.length > 0) (await import('./not-run.js')).refuseNotRun(rules, request);
  const judging = await judgingOf(request);
  const how = { rules, request, context, judging };
  const settled = await Promise.all(cases.map((each) => settledCase(each, how)));
  const narrow = narrowing(
    request,
    settled.map(({ views }) => views.configuration),
  );
  const step: Step = { ...how, settled };
  const accepted = await accept(step, narrow);
  const last = await runLast(step, accepted);
  const findings = [...accepted.findings, ...last.findings].filter(narrow.concerns);
  const engines = rules.some(({ scope }) => scope !== 'configuration');
  const isOpen = settled.some(
    ({ open, views: { configuration: each } }) => open || isDamaged(each) || (engines && lacksEngines(each)),
  );
  return {
    findings: findings.toSorted(compareFindings),
    suppressed: settled.flatMap(({ all }) => all).length - accepted.findings.length,
    leftOut: settled.reduce((sum, { leftOut }) => sum + leftOut, 0),
    coverage: [
      ...inOrderOf(rules, merged([...settled.flatMap(({ run }) => run.coverage), ...last.coverage])),
      ...settled.flatMap(({ pairs }) => pairs),
    ].map(narrow.coverage),
    defects: [...settled.flatMap(({ defects }) => defects), ...last.defects],
    inconclusive: isOpen || findings.some(({ inconclusive }) => inconclusive),
    files: filesOf(step, accepted),
  };
}

/** A case with what the rules said of it. */
interface SettledCase extends Case {
  readonly run: RuleRun;
  /** Every finding, also those that comments silence. */
  readonly all: readonly Finding[];
  readonly left: Suppressed;
  /** Findings that the settings take out of it. */
  readonly leftOut: number;
  readonly coverage: readonly Coverage[];
  readonly pairs: readonly Coverage[];
  readonly defects: readonly string[];
  readonly open: boolean;
}

async function settledCase(
  each: Case & { readonly run: RuleRun },
  { rules, request, context, judging }: Omit<Step, 'settled'>,
): Promise<SettledCase> {
  const { run, views, vault, unread } = each;
  const { configuration } = views;
  const show = await editorFor(run.hits, configuration, vault);
  const settled = await inSteps(settleSteps(run.hits, configuration, show, [], judging.adjust), context);
  const all = withoutConsequences(settled.findings, rules, judging.isOff);
  const databases = views.live?.databases ?? null;
  const pairs = databases === null ? [] : openPairs(rules, databases, views.live?.engines);
  const coverage = [...run.coverage, ...pairs];
  const undecided = databases !== null && undecidedPairs(databases).length > 0;
  const beside = suppress(all, configuration, coverage, request);
  const silenced = judging.silence(beside.findings, ranEverywhere(coverage, configuration), request.today);
  return {
    ...each,
    all,
    left: both(beside, silenced),
    leftOut: beside.findings.length - silenced.findings.length,
    coverage,
    pairs,
    defects: [...run.defects, ...settled.defects],
    open: run.inconclusive || undecided || unread || silenced.open,
  };
}

function both(beside: Suppressed, silenced: Silenced): Suppressed {
  return {
    findings: silenced.findings,
    suppressions: [...beside.suppressions, ...silenced.suppressions],
  };
}

interface Step {
  readonly rules: readonly AnyRule[];
  readonly request: JudgeRequest;
  readonly context: JudgeContext;
  readonly settled: readonly SettledCase[];
  readonly judging: Judging;
}

/** What findings may point into besides the configuration. */
function filesOf({ judging: { source } }: Step, { files }: Accepted): readonly SourceFile[] {
  return source === null ? files : [...files, source];
}

/** Takes out what the baseline accepts; without one, nothing. */
async function accept({ rules, request, context, settled }: Step, narrow: Narrowing): Promise<Accepted> {
  const { baseline } = request;
  const left = settled.flatMap((each) => each.left.findings);
  if (baseline === null) return { findings: left, judged: null, files: [] };
  const { holdAgainst } = await import('./accepted/baseline.js');
  const isSound = settled.every(({ defects }) => defects.length === 0);
  const sights = settled.map((each) => sightOf(each, rules, context));
  return holdAgainst(baseline, {
    all: settled.flatMap(({ all }) => all),
    left,
    sawEverything: (rule) => sights.every((saw) => saw(rule)),
    wanted: (finding) => isAtLeast(finding.severity, request.minSeverity) && narrow.concerns(finding),
    mayWrite: context.interruptedBy() === null && isSound,
    say: context.say ?? (() => undefined),
  });
}

/**
 * Of which rules it can be said that what they did not find is not there: none of them where a file cannot be read to its
 * end or a rule crashed, none about live engines where anything about these is open.
 */
function sightOf(
  { views, coverage, defects, open }: SettledCase,
  rules: readonly AnyRule[],
  context: JudgeContext,
): (rule: string) => boolean {
  const damaged = views.configuration
    .documents()
    .some(({ faults }) => faults.some(({ kind }) => kind === 'syntax' || kind === 'encoding'));
  const ran = ranEverywhere(coverage, views.configuration);
  const blind =
    damaged || isDamaged(views.configuration) || defects.length > 0 || context.interruptedBy() !== null;
  const live = new Set(rules.filter(({ scope }) => scope !== 'configuration').map(({ code }) => code));
  return (rule) => !blind && ran.has(rule) && !(open && live.has(rule));
}

/** The rules about comments that silence findings and about baselines: what became of these is known only now. */
async function runLast(
  step: Step,
  accepted: Accepted,
): Promise<Omit<RuleRun, 'hits' | 'inconclusive'> & { findings: readonly Finding[] }> {
  const { rules, request, settled, judging } = step;
  const own = selectRules(rules, request).filter(({ runs }) => runs === 'last');
  const comments = commentsOnce(settled.map(({ left }) => left.suppressions));
  const results = await Promise.all(
    settled.map(async ({ views, vault }, index) => {
      const { configuration } = views;
      const suppressions = comments[index] ?? [];
      // There is one baseline, whatever the number of cases.
      const run = runRules(own, { ...views, suppressions, baseline: index === 0 ? accepted.judged : null });
      const show = await editorFor(run.hits, configuration, vault);
      const files = filesOf(step, accepted);
      return { run, ...settle(run.hits, configuration, show, files, judging.adjust) };
    }),
  );
  return {
    findings: results.flatMap(({ findings }) => findings).filter((each) => !judging.isOff(each)),
    coverage: merged(results.flatMap(({ run }) => run.coverage)),
    defects: results.flatMap(({ run, defects }) => [...run.defects, ...defects]),
  };
}

/** What became of a rule in all cases. */
function merged(coverage: readonly Coverage[]): readonly Coverage[] {
  return [...grouped(coverage, ({ rule }) => rule).values()].map(together);
}

function together(cases: readonly [Coverage, ...Coverage[]]): Coverage {
  if (cases.length === 1) return cases[0];
  const ran = [...new Set(cases.flatMap((each) => each.ran))];
  return { ...cases[0], ran, skipped: cases.flatMap(({ skipped }) => skipped) };
}

function inOrderOf(rules: readonly AnyRule[], coverage: readonly Coverage[]): readonly Coverage[] {
  const position = new Map(rules.map(({ code }, index) => [code, index]));
  return coverage.toSorted((a, b) => (position.get(a.rule) ?? 0) - (position.get(b.rule) ?? 0));
}
