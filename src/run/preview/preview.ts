import type { Configuration } from '../../configuration/types.js';
import { UsageError } from '../../core/errors.js';
import type { Evidence, Finding } from '../../core/finding.js';
import { compareFindings } from '../../core/order.js';
import type { Report } from '../../core/report.js';
import type { Model } from '../../core/model.js';
import { assemble, type Judgement } from '../result/assemble.js';
import { refuseUnknownAliases } from '../request/aliases.js';
import { loadConfiguration } from '../request/configure.js';
import { examine, type Landscape } from '../examine.js';
import { Phases } from '../result/phases.js';
import type { Deployment, PreviewTarget } from '../../core/preview.js';
import { afterDeployment, deploymentsOn } from './predict.js';
import type { CheckRequest, LiveRequest } from '../request/request.js';
import { runRules, type RuleHit, type RuleRun } from '../judge/runner.js';
import { settle } from '../judge/settle.js';

export interface PreviewRequest {
  /** Which files, with which variables, and how to ask the engines. */
  readonly check: CheckRequest & { readonly live: LiveRequest };
  readonly models: readonly Model[];
  /** Aliases; null for every engine, each by itself. */
  readonly to: readonly string[] | null;
  readonly tenant: string | null;
}

/** What would happen, target by target, and the findings as a report. */
export interface Preview {
  readonly report: Report;
  readonly targets: readonly Target[];
}

interface Target extends PreviewTarget {
  /** What the tool itself got wrong. */
  readonly defects: readonly string[];
}

/** The rules about definitions and tenants on several engines: what a deployment can bring about. */
const RULES = new Set(['T401', 'T402', 'T403', 'T404', 'T405']);

/** Runs the rules on the engines as they are and as they would be: what is new is what the deployment would cause. */
export async function preview(
  request: PreviewRequest,
  context: { readonly version: string; readonly interruptedBy: () => Judgement['interruptedBy'] },
): Promise<Preview> {
  const phases = new Phases();
  const { check } = request;
  const { configuration, vault } = loadConfiguration(check);
  refuseUnknownAliases({ engines: request.to ?? [] }, configuration.engines);
  phases.end('configuration');
  const landscape = await examine(configuration, vault, check, check.live, context.version);
  phases.end('probes');
  const { targets, run } = await foresee(request, configuration, landscape);
  phases.end('rules');
  const report = assemble({
    request: check,
    version: context.version,
    configuration,
    vault,
    landscape,
    run,
    findings: merged(targets),
    defects: [...new Set([...run.defects, ...targets.flatMap(({ defects }) => defects)])],
    interruptedBy: context.interruptedBy(),
    timings: phases.timings,
  });
  return { report: { ...report, command: 'preview' }, targets };
}

/** What each target would get, and what that would cause. */
export async function foresee(
  {
    models,
    to,
    tenant,
    check,
  }: Pick<PreviewRequest, 'models' | 'to' | 'tenant'> & {
    readonly check: Pick<CheckRequest, 'target'>;
  },
  configuration: Configuration,
  landscape: Landscape,
): Promise<{ targets: readonly Target[]; run: RuleRun }> {
  const { liveRules } = await import('../../rules/live.js');
  const rules = liveRules.filter(
    ({ code, needsOptimize }) => RULES.has(code) && !(check.target === 'none' && needsOptimize === true),
  );
  const { subjects, databases } = landscape;
  const runOn = (engines: Landscape['subjects']): RuleRun =>
    runRules(rules, { configuration, live: { engines, databases } });
  const before = runOn(subjects);
  const there = new Set(before.hits.map(identityOf));
  const targets = targetsOf(landscape, to).map((subject): Target => {
    const deployments = deploymentsOn(subject, models, tenant);
    const after = runOn(afterDeployment(subjects, databases, deployments));
    const caused = settle(
      after.hits.filter((hit) => !there.has(identityOf(hit))),
      configuration,
    );
    const kept = settle(
      after.hits.filter((hit) => there.has(identityOf(hit))),
      configuration,
    );
    return {
      engine: subject.entry.alias,
      deployments,
      findings: caused.findings.map((finding) => predicted(finding, deployments)),
      already: kept.findings.filter((finding) => concerns(finding, deployments)),
      defects: [...after.defects, ...caused.defects, ...kept.defects],
    };
  });
  return { targets, run: before };
}

function targetsOf({ subjects }: Landscape, to: readonly string[] | null): Landscape['subjects'] {
  if (to === null) return subjects;
  const targets = subjects.filter(({ entry }) => to.includes(entry.alias));
  if (targets.length === 0) throw new UsageError('the engine to deploy to is not among those of --engine');
  return targets;
}

/** The same rule with the same data is the same finding, whether foreseen or found. */
function identityOf({ rule, hit }: RuleHit): string {
  return JSON.stringify([rule.code, hit.engines, hit.subject, hit.data]);
}

/** Whether a finding speaks of what is deployed, on the engine to which it is deployed. */
function concerns({ data, engines }: Finding, deployments: readonly Deployment[]): boolean {
  return deployments.some(
    ({ engine, definition, tenant }) =>
      engines.includes(engine) &&
      (data['kind'] === undefined
        ? tenant !== null && data['tenant'] === tenant
        : data['kind'] === definition.kind && data['key'] === definition.key),
  );
}

/** The data stays what `doctor` would find after the deployment; message and evidence say that it is foreseen. */
function predicted(finding: Finding, deployments: readonly Deployment[]): Finding {
  return {
    ...finding,
    message: `Predicted: ${finding.message}`,
    evidence: [...deployments.flatMap((each) => evidenceOf(each, finding)), ...finding.evidence],
  };
}

function evidenceOf(
  { engine, file, definition, tenant, newest, version }: Deployment,
  { data }: Finding,
): readonly Evidence[] {
  const concerned = data['key'] === definition.key || (tenant !== null && data['tenant'] === tenant);
  if (!concerned || version === null) return [];
  const there = newest === null ? 'it has none yet' : `its newest is ${newest}`;
  const detail = `deploying ${file} would make version ${version} of "${definition.key}" (${there})`;
  return [{ kind: 'prediction', engines: [engine], detail }];
}

/** Deploying to either of two engines may cause one and the same clash. */
function merged(targets: readonly Target[]): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const finding of targets.flatMap(({ findings: caused, already }) => [...caused, ...already])) {
    const identity = JSON.stringify([finding.key, finding.data]);
    if (!findings.has(identity)) findings.set(identity, finding);
  }
  return [...findings.values()].toSorted(compareFindings);
}
