import { append } from '../../core/many.js';
import type { Configuration } from '../../configuration/types.js';
import type { JudgedBaseline, JudgedSuppression } from '../../configuration/accepted.js';
import type { Coverage } from '../../core/report/report.js';
import type { Hit, Rule } from '../../core/rule.js';
import { refutedBy } from './doubts.js';
import { factNamed, factOf, gapsIn, gapsOf, merged, type Gap } from './gaps.js';
import { followsFromDatabase } from './one-database.js';
import { atOnce, type Steps } from '../../core/steps.js';
import type { AnyRule, ChangeView, UsersView } from '../../rules/rule.js';
import type { OptimizeSubject } from '../../topology/optimize/types.js';
import type { Databases, EngineSubject } from '../../topology/types.js';

/** A rule of any scope, for its words: what it looked at is past. */
// oxlint-disable-next-line typescript/no-explicit-any -- rules of every data type
export type NamedRule = Omit<Rule<never, any>, 'check'>;

export interface RuleHit {
  readonly rule: NamedRule;
  readonly hit: Hit<object>;
}

/** What a live run knows. */
export interface LiveViews {
  readonly engines: readonly EngineSubject[];
  readonly databases: Databases;
  /** What was asked besides the engines; null where nothing was. */
  readonly optimize?: OptimizeSubject | null;
}

/** Everything that rules may look at. `live` is null without a network. */
export interface Views {
  readonly configuration: Configuration;
  readonly live: LiveViews | null;
  /** The engines and the users who were asked about; other commands know nothing of them. */
  readonly users?: UsersView;
  /** The two sides of a comparison; other commands have one. */
  readonly changes?: ChangeView;
  /** For the rules about comments that silence findings and about baselines, which run last. */
  readonly suppressions?: readonly JudgedSuppression[];
  readonly baseline?: JudgedBaseline | null;
}

export interface RuleRun {
  readonly hits: readonly RuleHit[];
  readonly coverage: readonly Coverage[];
  /** A rule that crashed is the tool's defect; the others stand. */
  readonly defects: readonly string[];
  /** Something that a rule wanted was refused, failed or kept changing. */
  readonly inconclusive: boolean;
}

/**
 * Runs every rule on what it needs; what is missing becomes coverage.
 *
 * @param named rules that were asked for by their code: of these, everything that is missing counts
 */
export function runRules(rules: readonly AnyRule[], views: Views, named: readonly string[] = []): RuleRun {
  return atOnce(ruleSteps(rules, views, named));
}

/** The same, hit by hit. */
export function* ruleSteps(
  rules: readonly AnyRule[],
  views: Views,
  named: readonly string[] = [],
): Steps<RuleRun> {
  const all = aliasesOf(views.configuration);
  const isRefuted = refutedBy(views);
  const follows = followsFromDatabase(views.live?.databases ?? null);
  const isMoot = ({ rule, hit }: RuleHit): boolean => isRefuted(hit) || follows(rule, hit);
  const runs: SingleRun[] = [];
  const whole: SingleRun[] = [];
  let isLeftOff = false;
  for (const rule of rules) {
    isLeftOff ||= yield;
    const run = without(isLeftOff ? leftOff(rule, all) : yield* runRule(rule, views, all, named), isMoot);
    runs.push(run);
    if (rule.inPart !== true) whole.push(run);
  }
  let told: readonly Coverage[] | null = null;
  return {
    hits: runs.flatMap(({ hits }) => hits),
    // Of what is foreseen of hundreds of engines, nobody asks for it; of what is found, several do.
    get coverage() {
      return (told ??= whole.map(({ coverage }) => coverage()));
    },
    defects: runs.flatMap(({ defect }) => defect ?? []),
    inconclusive: runs.some(({ inconclusive }) => inconclusive),
  };
}

/** Nodes of one cluster have the same engines. */
export function aliasesOf({ engines }: Configuration): readonly string[] {
  return [...new Set(engines.map(({ alias }) => alias))];
}

/** Findings of one rule: nobody reads more, and two characters can make one that takes kilobytes in each report. */
const MOST_HITS = 10_000;

interface SingleRun {
  readonly hits: readonly RuleHit[];
  readonly coverage: () => Coverage;
  readonly defect: string | null;
  readonly inconclusive: boolean;
}

function* runRule(
  rule: AnyRule,
  views: Views,
  all: readonly string[],
  named: readonly string[],
): Steps<SingleRun> {
  if (rule.scope === 'optimize') return yield* runOptimizeRule(rule, views, all);
  const { ready, gaps } = sortOut(rule, views, named.includes(rule.code));
  const { hits, defect, isFull } = yield* applied(rule, viewsOf(rule, views, ready));
  if (isFull) return full(rule, hits, all);
  const ran = isAboutFiles(rule) ? all : ready.map(({ entry }) => entry.alias);
  return {
    hits,
    coverage: () => ({
      rule: rule.code,
      name: rule.name,
      ran,
      skipped: gaps.length === 0 ? [] : merged(gaps),
    }),
    defect,
    inconclusive: gaps.some(({ open }) => open),
  };
}

/** What a rule would say beyond the most is not known: nothing that it did not find counts as absent, and a baseline makes nothing sound. */
function full({ code, name }: AnyRule, hits: readonly RuleHit[], all: readonly string[]): SingleRun {
  const because = `more than ${MOST_HITS} findings of this rule: the rest is left out`;
  const skipped = [{ engines: all, because, open: true }];
  const coverage = (): Coverage => ({ rule: code, name, ran: [], skipped });
  return { hits, coverage, defect: null, inconclusive: true };
}

export function leftOff({ code, name }: AnyRule, all: readonly string[]): SingleRun {
  const skipped = [{ engines: all, because: 'the run was interrupted before' }];
  const coverage = (): Coverage => ({ rule: code, name, ran: [], skipped });
  return { hits: [], coverage, defect: null, inconclusive: false };
}

/** Its facts are about Optimize: where one is missing, nothing is judged of any engine. */
function* runOptimizeRule(
  rule: AnyRule,
  { configuration, live }: Views,
  all: readonly string[],
): Steps<SingleRun> {
  const { code, name } = rule;
  if (live?.optimize == null)
    return {
      hits: [],
      coverage: () => ({ rule: code, name, ran: [], skipped: [] }),
      defect: null,
      inconclusive: false,
    };
  const { engines, databases, optimize } = live;
  const needed = rule.needs.map((need) => [need, factNamed(optimize.facts, need)] as const);
  const gaps = needed.flatMap(([, fact]) => gapsIn(fact));
  const isReady = needed.every(([, fact]) => fact.known);
  const { status } = optimize.facts;
  const optimizeStatus = status.known ? status.value : null;
  const view = { facts: Object.fromEntries(needed), configuration, engines, databases, optimizeStatus };
  const { hits, defect, isFull } = yield* applied(rule as Rule<unknown, object>, isReady ? [view] : []);
  if (isFull) return full(rule, hits, all);
  const skipped = gaps.map(({ because, open }) => ({ engines: all, because, ...(open && { open }) }));
  return {
    hits,
    coverage: () => ({ rule: code, name, ran: isReady ? all : [], skipped }),
    defect,
    inconclusive: gaps.some(({ open }) => open),
  };
}

/**
 * What an answer refutes, or what follows from another finding, would be there without that: a comment that silences it is not idle, so
 * the rule did not run there.
 */
function without(run: SingleRun, isOff: (hit: RuleHit) => boolean): SingleRun {
  const off = run.hits.filter(isOff);
  if (off.length === 0) return run;
  const mute = new Set(off.flatMap(({ hit }) => hit.engines));
  return {
    ...run,
    hits: run.hits.filter((hit) => !isOff(hit)),
    coverage() {
      const all = run.coverage();
      return { ...all, ran: all.ran.filter((alias) => !mute.has(alias)) };
    },
  };
}

/** Whether no engine has to be asked for it. */
function isAboutFiles({ scope }: AnyRule): boolean {
  return scope === 'configuration' || scope === 'change';
}

/** What a rule says of what it may look at, up to the most, to where it crashes or is left off. */
function* applied<View>(
  rule: NamedRule & Pick<Rule<View, object>, 'check'>,
  views: readonly View[],
): Steps<Pick<SingleRun, 'hits' | 'defect'> & { readonly isFull: boolean }> {
  const hits: RuleHit[] = [];
  try {
    for (const view of views) {
      for (const hit of rule.check(view)) {
        if (hits.length === MOST_HITS) return { hits, defect: null, isFull: true };
        hits.push({ rule, hit });
        if (yield) return { hits, defect: null, isFull: false };
      }
    }
    return { hits, defect: null, isFull: false };
  } catch (error) {
    return { hits, defect: defectOf(rule, error), isFull: false };
  }
}

/** What to attach to a report about a rule that crashed. */
export function defectOf({ code, name }: NamedRule, error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${code} ${name} crashed: ${detail}`;
}

/** Which engines have every fact that the rule needs, and what the others lack. */
function sortOut(
  rule: AnyRule,
  { live }: Views,
  named: boolean,
): { ready: readonly EngineSubject[]; gaps: readonly Gap[] } {
  if (isAboutFiles(rule) || live === null) return { ready: [], gaps: [] };
  const ready: EngineSubject[] = [];
  const gaps: Gap[] = [];
  for (const subject of live.engines) {
    const missing = gapsOf(rule, subject, named);
    append(gaps, missing.gaps);
    if (missing.complete) ready.push(subject);
  }
  return { ready, gaps };
}

// oxlint-disable-next-line typescript/no-explicit-any -- what a rule may look at was checked where it was written
type AnyView = any;

function viewsOf(
  rule: AnyRule,
  { configuration, live, users, changes, suppressions = [], baseline = null }: Views,
  ready: readonly EngineSubject[],
): readonly AnyView[] {
  switch (rule.scope) {
    case 'configuration':
      return [{ configuration, suppressions, baseline }];
    case 'engine':
      return ready.map((subject) => engineView(rule, configuration, subject));
    case 'user':
      return users === undefined ? [] : [users];
    case 'change':
      return changes === undefined ? [] : [changes];
    case 'optimize':
      return [];
    case 'landscape':
      break;
  }
  const engines = ready.map((subject) => engineView(rule, configuration, subject));
  return live === null ? [] : [{ configuration, databases: live.databases, engines }];
}

/** Only the facts that the rule declared: what it did not declare is not there. */
function engineView(rule: AnyRule, configuration: Configuration, { entry, facts }: EngineSubject) {
  const declared = rule.needs.map((need) => [need, factOf(facts, need)] as const);
  return { entry, configuration, facts: Object.fromEntries(declared) as Record<string, unknown> };
}
