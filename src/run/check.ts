import type { AnyRule } from '../rules/rule.js';
import type { Interpretation } from '../configuration/interpret.js';
import type { Configuration, Vault } from '../configuration/types.js';
import type { Report } from '../core/report.js';
import { compareFindings } from '../core/order.js';
import { refuseUnknownAliases } from './request/aliases.js';
import { assemble, isOpen, type Judgement } from './result/assemble.js';
import type { Accepted } from './judge/baseline.js';
import { loadConfiguration } from './request/configure.js';
import { examine, type Landscape } from './examine.js';
import { isAtLeast } from './result/exit.js';
import { Phases } from './result/phases.js';
import type { CheckRequest } from './request/request.js';
import { runRules, type RuleRun } from './judge/runner.js';
import { selectRules } from './judge/select.js';
import { editorFor, settle, type Settled } from './judge/settle.js';
import { ranEverywhere, suppress, type Suppressed } from './judge/suppress.js';

export interface CheckContext {
  readonly version: string;
  readonly interruptedBy: () => Judgement['interruptedBy'];
  /** Tells people what was done besides the report. */
  readonly say?: (line: string) => void;
}

/** The pipeline of `validate` and `doctor`: load, configure, probe, judge, settle, report. */
export async function check(
  request: CheckRequest,
  context: CheckContext,
  loaded?: Interpretation,
): Promise<Report> {
  const phases = new Phases();
  const { version } = context;
  const { configuration, vault } = loaded ?? loadConfiguration(request);
  refuseUnknownAliases(request, configuration.engines);
  phases.end('configuration');
  const landscape = request.live && (await examine(configuration, vault, request, request.live, version));
  if (landscape !== null) phases.end('probes');
  const rules = selectRules(await rulesFor(request), request);
  const run = runRules(rules, {
    configuration,
    live: landscape && { engines: landscape.subjects, databases: landscape.databases },
  });
  const settled = settle(run.hits, configuration, await editorFor(run.hits, configuration, vault));
  const left = suppress(settled.findings, configuration, run.coverage, request.today);
  const examined: Examined = { request, context, configuration, vault, landscape, run, settled, left };
  const accepted = await accept(examined);
  const kept = await withBookkeeping(examined, accepted, rules);
  const findings = kept.findings.filter((finding) => concerns(request, finding.engines));
  phases.end('rules');
  const interruptedBy = context.interruptedBy();
  const { timings } = phases;
  return assemble({
    request,
    version,
    configuration,
    vault,
    landscape,
    run,
    findings,
    further: accepted.files,
    suppressed: settled.findings.length - accepted.findings.length,
    defects: [...run.defects, ...settled.defects, ...kept.defects],
    interruptedBy,
    timings,
  });
}

interface Examined {
  readonly request: CheckRequest;
  readonly context: CheckContext;
  readonly configuration: Configuration;
  readonly vault: Vault;
  readonly landscape: Landscape | null;
  readonly run: RuleRun;
  readonly settled: Settled;
  readonly left: Suppressed;
}

/** Takes out what the baseline accepts; without one, nothing. */
async function accept(examined: Examined): Promise<Accepted> {
  const { request, context, run, settled, left } = examined;
  const { baseline } = request;
  if (baseline === null) return { findings: left.findings, judged: null, files: [] };
  const { holdAgainst } = await import('./judge/baseline.js');
  return holdAgainst(baseline, {
    all: settled.findings,
    left: left.findings,
    sawEverything: sightOf(examined),
    wanted: ({ severity, engines }) => isAtLeast(severity, request.minSeverity) && concerns(request, engines),
    mayWrite: context.interruptedBy() === null && run.defects.length + settled.defects.length === 0,
    say: context.say ?? (() => undefined),
  });
}

/**
 * Of which rules it can be said that what they did not find is not there: none of them where a file cannot be read to its
 * end or a rule crashed, none about live engines where anything about these is open.
 */
function sightOf({ context, configuration, landscape, run }: Examined): (rule: string) => boolean {
  const damaged = configuration
    .documents()
    .some(({ faults }) => faults.some(({ kind }) => kind === 'syntax' || kind === 'encoding'));
  const ran = ranEverywhere(run.coverage, configuration);
  const blind = damaged || run.defects.length > 0 || context.interruptedBy() !== null;
  const open = isOpen(run, landscape);
  return (rule) => !blind && ran.has(rule) && !(open && isLive(rule));
}

function isLive(rule: string): boolean {
  return !/^[CS]/.test(rule);
}

/** The findings that are left, and those about what silences others: these can only be known last. */
async function withBookkeeping(
  { configuration, vault, left: { suppressions } }: Examined,
  { findings, judged, files }: Accepted,
  rules: readonly AnyRule[],
): Promise<Settled> {
  if (suppressions.length === 0 && judged === null) return { findings, defects: [] };
  const own = rules.filter(({ code }) => code.startsWith('S9'));
  const { hits, defects } = runRules(own, { configuration, live: null, suppressions, baseline: judged });
  const show = await editorFor(hits, configuration, vault);
  const settled = settle(hits, configuration, show, files);
  const all = [...findings, ...settled.findings];
  return { findings: all.toSorted(compareFindings), defects: [...defects, ...settled.defects] };
}

/** The live rules are a chunk of their own: `validate` does not load them. */
async function rulesFor(request: CheckRequest): Promise<readonly AnyRule[]> {
  const { configurationRules } = await import('../rules/index.js');
  if (request.live === null) return configurationRules;
  const { liveRules } = await import('../rules/live.js');
  return [...configurationRules, ...liveRules];
}

/** With `--engine`, a finding that speaks of other engines only is not asked for. */
function concerns({ engines: wanted }: CheckRequest, engines: readonly string[]): boolean {
  return wanted.length === 0 || engines.length === 0 || engines.some((alias) => wanted.includes(alias));
}
