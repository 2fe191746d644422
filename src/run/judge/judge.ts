import type { Vault } from '../../configuration/types.js';
import type { Finding } from '../../core/finding.js';
import { compareFindings } from '../../core/order.js';
import type { Coverage } from '../../core/report.js';
import type { SourceFile } from '../../load/types.js';
import type { AnyRule } from '../../rules/rule.js';
import type { CheckRequest } from '../request/request.js';
import { isAtLeast } from '../result/exit.js';
import type { Accepted } from './baseline.js';
import { withoutConsequences } from './consequences.js';
import { openPairs, undecidedPairs } from './open-pairs.js';
import { runRules, type RuleRun, type Views } from './runner.js';
import { selectRules } from './select.js';
import { editorFor, settle } from './settle.js';
import { isDamaged } from './unreadable.js';
import { ranEverywhere, suppress, type Suppressed } from './suppress.js';

/** Which rules are wanted, and which of their findings. */
export type JudgeRequest = Pick<
  CheckRequest,
  'only' | 'skip' | 'target' | 'engines' | 'minSeverity' | 'today' | 'baseline'
>;

/** What the judge has to know of the run besides what the rules look at. */
export interface JudgeContext {
  readonly vault: Vault;
  readonly interruptedBy: () => unknown;
  /** Whether some engine could not be read to its end. */
  readonly unread: boolean;
  /** Tells people what was done besides the report. */
  readonly say?: (line: string) => void;
}

/** What was found, and what was looked at. */
export interface Judgement {
  /** In the one order, those below `--min-severity` included. */
  readonly findings: readonly Finding[];
  /** How many findings comments in the files silence, or a baseline accepts. */
  readonly suppressed: number;
  readonly coverage: readonly Coverage[];
  /** Rules that crashed: the tool's own mistakes. */
  readonly defects: readonly string[];
  /** Something about live engines that a rule wanted could not be read or decided. */
  readonly inconclusive: boolean;
  /** Files besides the configuration that findings point into; they hold no secret. */
  readonly files: readonly SourceFile[];
}

/** Runs the wanted rules on what they may look at and settles what they say. Every command that reports findings comes by here. */
export async function judge(
  rules: readonly AnyRule[],
  views: Views,
  request: JudgeRequest,
  context: JudgeContext,
): Promise<Judgement> {
  const wanted = selectRules(rules, request);
  const run = runRules(
    wanted.filter(({ runs }) => runs !== 'last'),
    views,
  );
  return conclude(rules, run, views, request, context);
}

/** From hits to what is reported: settle, silence, accept, and at the end the rules about what silences others. */
export async function conclude(
  rules: readonly AnyRule[],
  run: RuleRun,
  views: Views,
  request: JudgeRequest,
  context: JudgeContext,
): Promise<Judgement> {
  const { configuration } = views;
  const show = await editorFor(run.hits, configuration, context.vault);
  const settled = settle(run.hits, configuration, show);
  const all = withoutConsequences(settled.findings, rules);
  const databases = views.live?.databases ?? null;
  const pairs = openPairs(rules, databases);
  const coverage = [...run.coverage, ...pairs];
  const left = suppress(all, configuration, coverage, request);
  const defects = [...run.defects, ...settled.defects];
  const undecided = databases !== null && undecidedPairs(databases).length > 0;
  const open = run.inconclusive || undecided || context.unread;
  const step: Step = { rules, views, request, context, all, left, coverage, defects, open };
  const accepted = await accept(step);
  const last = await runLast(step, accepted);
  const findings = [...accepted.findings, ...last.findings].filter(({ engines }) =>
    concerns(request, engines),
  );
  return {
    findings: findings.toSorted(compareFindings),
    suppressed: all.length - accepted.findings.length,
    coverage: [...inOrderOf(rules, [...run.coverage, ...last.coverage]), ...pairs],
    defects: [...defects, ...last.defects],
    inconclusive: open || isDamaged(configuration) || findings.some(({ inconclusive }) => inconclusive),
    files: accepted.files,
  };
}

interface Step {
  readonly rules: readonly AnyRule[];
  readonly views: Views;
  readonly request: JudgeRequest;
  readonly context: JudgeContext;
  /** Every finding, also those that comments silence. */
  readonly all: readonly Finding[];
  readonly left: Suppressed;
  readonly coverage: readonly Coverage[];
  readonly defects: readonly string[];
  readonly open: boolean;
}

/** Takes out what the baseline accepts; without one, nothing. */
async function accept(step: Step): Promise<Accepted> {
  const { request, context, all, left, defects } = step;
  const { baseline } = request;
  if (baseline === null) return { findings: left.findings, judged: null, files: [] };
  const { holdAgainst } = await import('./baseline.js');
  return holdAgainst(baseline, {
    all,
    left: left.findings,
    sawEverything: sightOf(step),
    wanted: ({ severity, engines }) => isAtLeast(severity, request.minSeverity) && concerns(request, engines),
    mayWrite: context.interruptedBy() === null && defects.length === 0,
    say: context.say ?? (() => undefined),
  });
}

/**
 * Of which rules it can be said that what they did not find is not there: none of them where a file cannot be read to its
 * end or a rule crashed, none about live engines where anything about these is open.
 */
function sightOf({ rules, views, context, coverage, defects, open }: Step): (rule: string) => boolean {
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
  { judged, files }: Accepted,
): Promise<Omit<RuleRun, 'hits' | 'inconclusive'> & { findings: readonly Finding[] }> {
  const { rules, views, request, context, left } = step;
  const { configuration } = views;
  const own = selectRules(rules, request).filter(({ runs }) => runs === 'last');
  const run = runRules(own, { ...views, suppressions: left.suppressions, baseline: judged });
  const show = await editorFor(run.hits, configuration, context.vault);
  const settled = settle(run.hits, configuration, show, files);
  return {
    findings: settled.findings,
    coverage: run.coverage,
    defects: [...run.defects, ...settled.defects],
  };
}

/** With `--engine`, a finding about other engines only is not asked for. */
function concerns({ engines: wanted }: JudgeRequest, engines: readonly string[]): boolean {
  return wanted.length === 0 || engines.length === 0 || engines.some((alias) => wanted.includes(alias));
}

function inOrderOf(rules: readonly AnyRule[], coverage: readonly Coverage[]): readonly Coverage[] {
  const position = new Map(rules.map(({ code }, index) => [code, index]));
  return coverage.toSorted((a, b) => (position.get(a.rule) ?? 0) - (position.get(b.rule) ?? 0));
}
