import type { Interpretation } from '../../configuration/interpret.js';
import { UsageError } from '../../core/errors.js';
import type { Finding } from '../../core/finding.js';
import type { Model } from '../../core/model.js';
import type { PreviewTarget } from '../../core/report/preview.js';
import type { Report } from '../../core/report/report.js';
import type { AnyRule } from '../../rules/rule.js';
import { examine, isUnread, type Landscape } from '../examine.js';
import { commonRules } from '../judge/common-rules.js';
import { conclude, type Judgement, type JudgeRequest } from '../judge/judge.js';
import { runRules, type RuleHit, type RuleRun } from '../judge/runner.js';
import { selectRules } from '../judge/select.js';
import { grouped } from '../../core/grouped.js';
import { inSteps } from '../../core/steps.js';
import { refuseUnknownAliases, wantedEntries } from '../request/aliases.js';
import { refuseNoEngines } from '../request/no-engines.js';
import { aboutReading, isDamaged, lacksEngines } from '../judge/unreadable.js';
import { loadConfiguration } from '../request/configure.js';
import type { CheckRequest, LiveRequest, RunContext } from '../request/request.js';
import { assemble } from '../result/assemble.js';
import { engineRows } from '../result/engine-rows.js';
import { inventoryOf } from '../result/inventory.js';
import { Phases } from '../result/phases.js';
import { foreseeSteps, identityIn, identityOf, type ForeseenTarget } from './foresee.js';
import { shownPreview } from './shown.js';

export interface PreviewRequest {
  /** Which files, with which variables, and how to ask the engines. */
  readonly check: CheckRequest & { readonly live: LiveRequest };
  readonly models: readonly Model[];
  /** Aliases; null for every engine, each by itself. */
  readonly to: readonly string[] | null;
  readonly tenant: string | null;
}

/** The pipeline of `preview`: the engines as they are, the engines as they would be, and what is new there. */
export async function preview(request: PreviewRequest, context: RunContext): Promise<Report> {
  const phases = new Phases();
  const { check } = request;
  const { configuration, vault } = await loadConfiguration(check);
  refuseUnknownAliases({ engines: request.to ?? [] }, configuration.engines);
  refuseNoEngines(configuration);
  phases.end('configuration');
  const landscape = await examine(configuration, vault, check, check.live, context.version);
  phases.end('probes');
  const { judgement, targets } = await judgeDeployments(
    request,
    { configuration, vault },
    landscape,
    context,
  );
  phases.end('rules');
  const report = assemble({
    command: 'preview',
    request: check,
    version: context.version,
    configuration,
    vault,
    engines: engineRows(wantedEntries(check, configuration.engines), configuration, landscape),
    databases: landscape.databases,
    judgement,
    interruptedBy: context.interruptedBy(),
    ...(context.run && { run: context.run }),
    inventory: () => inventoryOf([landscape]),
    timings: phases.timings,
  });
  const complete = report.summary.skipped === 0 && !isDamaged(configuration) && !lacksEngines(configuration);
  return { ...report, preview: shownPreview({ models: request.models, targets, complete }) };
}

/** What each target would get, and what that would cause or leave wrong. */
export async function judgeDeployments(
  {
    check,
    models,
    to,
    tenant,
  }: Pick<PreviewRequest, 'models' | 'to' | 'tenant'> & { readonly check: JudgeRequest },
  { configuration, vault }: Pick<Interpretation, 'configuration' | 'vault'>,
  landscape: Landscape,
  context: RunContext,
): Promise<{ readonly judgement: Judgement; readonly targets: readonly PreviewTarget[] }> {
  const rules = await previewRules();
  const foreseeable = selectRules(rules, check).filter((rule) => rule.foreseeable === true);
  const targets = targetsOf(landscape, to);
  const steps = foreseeSteps(foreseeable, configuration, landscape, { models, targets, tenant });
  const { run, ...foreseen } = await inSteps(steps, context);
  const views = { configuration, live: { engines: landscape.subjects, databases: landscape.databases } };
  const asIs = runRules(aboutReading(selectRules(rules, check)), views);
  const only = { views, vault, unread: isUnread(landscape), run: together(asIs, run) };
  const judgement = await conclude(rules, [only], check, context);
  const placed = judgement.findings.map((finding, place) => ({ finding, place }));
  const settled = grouped(placed, ({ finding: { key, data } }) => identityIn(key, data));
  return { judgement, targets: foreseen.targets.map((each) => settledTarget(each, settled)) };
}

function together(a: RuleRun, b: RuleRun): RuleRun {
  return {
    hits: [...a.hits, ...b.hits],
    coverage: [...a.coverage, ...b.coverage],
    defects: [...a.defects, ...b.defects],
    inconclusive: a.inconclusive || b.inconclusive,
  };
}

/** The rules about live engines, those about what cannot be read, and those about what silences them. */
async function previewRules(): Promise<readonly AnyRule[]> {
  const { liveRules } = await import('../../rules/live.js');
  return [...(await commonRules()), ...liveRules];
}

function targetsOf({ subjects }: Landscape, to: readonly string[] | null): Landscape['subjects'] {
  if (to === null) return subjects;
  const targets = subjects.filter(({ entry }) => to.includes(entry.alias));
  if (targets.length === 0) throw new UsageError('the engine to deploy to is not among those of --engine');
  return targets;
}

type Settled = ReadonlyMap<string, readonly { readonly finding: Finding; readonly place: number }[]>;

/** The findings of one target: of its hits those that nothing silences, in the order of all findings. */
function settledTarget(
  { engine, deployments, caused, kept }: ForeseenTarget,
  settled: Settled,
): PreviewTarget {
  const among = (hits: readonly RuleHit[]): readonly Finding[] =>
    [...new Set(hits.map(identityOf))]
      .flatMap((identity) => settled.get(identity) ?? [])
      .toSorted((one, other) => one.place - other.place)
      .map(({ finding }) => finding);
  return { engine, deployments, findings: among(caused), already: among(kept) };
}
