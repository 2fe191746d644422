import type { AnyRule } from '../rules/rule.js';
import type { Interpretation } from '../configuration/interpret.js';
import type { Configuration } from '../configuration/types.js';
import type { Report } from '../core/report.js';
import { compareFindings } from '../core/order.js';
import { refuseUnknownAliases } from './aliases.js';
import { assemble, type Judgement } from './assemble.js';
import { loadConfiguration } from './configure.js';
import { examine } from './examine.js';
import { Phases } from './phases.js';
import type { CheckRequest } from './request.js';
import { runRules } from './runner.js';
import { settle, type Settled } from './settle.js';
import { suppress, type Suppressed } from './suppress.js';

export interface CheckContext {
  readonly version: string;
  readonly interruptedBy: () => Judgement['interruptedBy'];
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
  const settled = settle(run.hits, configuration);
  const left = suppress(settled.findings, configuration, run.coverage, request.today);
  const kept = withBookkeeping(left, rules, configuration);
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
    suppressed: settled.findings.length - left.findings.length,
    defects: [...run.defects, ...settled.defects, ...kept.defects],
    interruptedBy,
    timings,
  });
}

/** The findings that are left, and those about the comments that silence others: these can only be known last. */
function withBookkeeping(
  { findings, suppressions }: Suppressed,
  rules: readonly AnyRule[],
  configuration: Configuration,
): Settled {
  if (suppressions.length === 0) return { findings, defects: [] };
  const own = rules.filter(({ code }) => code.startsWith('S9'));
  const { hits, defects } = runRules(own, { configuration, live: null, suppressions });
  const settled = settle(hits, configuration);
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

function selectRules(rules: readonly AnyRule[], { only, skip, target }: CheckRequest): readonly AnyRule[] {
  return rules.filter(
    ({ code, needsOptimize }) =>
      (only.length === 0 || only.includes(code)) &&
      !skip.includes(code) &&
      !(target === 'none' && needsOptimize === true),
  );
}

/** With `--engine`, a finding that speaks of other engines only is not asked for. */
function concerns({ engines: wanted }: CheckRequest, engines: readonly string[]): boolean {
  return wanted.length === 0 || engines.length === 0 || engines.some((alias) => wanted.includes(alias));
}
