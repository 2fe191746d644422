import type { Interpretation } from '../configuration/interpret.js';
import { UsageError } from '../core/errors.js';
import type { Report } from '../core/report/report.js';
import { runningTarget } from '../optimize/running-target.js';
import type { OptimizeTarget } from '../optimize/target.js';
import type { AnyRule } from '../rules/rule.js';
import type { Databases } from '../topology/types.js';
import type { Landscape } from './examine.js';
import { judge, type Judgement } from './judge/judge.js';
import type { LiveViews } from './judge/runner.js';
import { refuseUnknownAliases, wantedEntries } from './request/aliases.js';
import { loadClusters, type Loaded } from './request/configure.js';
import type { CheckRequest, RunContext } from './request/request.js';
import { assemble } from './result/assemble.js';
import { engineRows } from './result/engine-rows.js';
import { Phases } from './result/phases.js';

/** The pipeline of `validate` and `doctor`: load, configure, probe, judge, report. What is not one cluster is judged apart. */
export async function check(asked: CheckRequest, context: RunContext, loaded?: Loaded): Promise<Report> {
  if (asked.only.length > 0) {
    const { refuseUnaskable } = await import('./optimize/unaskable.js');
    refuseUnaskable(asked, await rulesFor(asked));
  }
  const phases = new Phases();
  const { whole, clusters: read, notes } = loaded ?? (await loadClusters(asked));
  refuseUnknownAliases(asked, whole.configuration.engines);
  phases.end('configuration');
  const landscapes = await landscapesOf(read, asked, context);
  if (asked.live !== null) phases.end('probes');
  const request = { ...asked, target: targetFor(asked, landscapes) };
  const clusters = read.map((cluster) => aimed(cluster, request.target));
  const cases = clusters.map(({ configuration, vault }, index) => {
    const landscape = landscapes[index] ?? null;
    return {
      views: { configuration, live: landscape && liveViewsOf(landscape) },
      vault,
      unread: landscape?.unread ?? false,
    };
  });
  const rules = await rulesFor(request, landscapes);
  const judgement = await judge(rules, cases, request, context);
  phases.end('rules');
  const report = assemble({
    command: request.command,
    request,
    version: context.version,
    ...whole,
    engines: clusters.flatMap(({ configuration }, index) =>
      engineRows(wantedEntries(request, configuration.engines), configuration, landscapes[index] ?? null),
    ),
    databases: request.live === null ? null : databasesOf(landscapes),
    judgement,
    interruptedBy: context.interruptedBy(),
    ...(context.run && { run: context.run }),
    ...(await inventoryPart(landscapes)),
    ...(await runningPart(landscapes, rules, judgement)),
    timings: phases.timings,
  });
  const all = [...notes, ...landscapes.flatMap((landscape) => landscape.notes ?? [])];
  return all.length === 0 ? report : { ...report, notes: [...all, ...report.notes] };
}

type Examined = Landscape & { readonly unread: boolean };

/** Only a live run loads what examines engines. Clusters come one after the other: a login may be the same in all of them. */
async function landscapesOf(
  clusters: readonly Interpretation[],
  request: CheckRequest,
  { version }: RunContext,
): Promise<readonly Examined[]> {
  const { live } = request;
  if (live === null) return [];
  if (clusters.length > 1 && (live.recordTo ?? live.replayFrom) !== null)
    throw new UsageError(
      'a recording holds one cluster of Optimize',
      'choose configurations with --part NAME',
    );
  if (clusters.length > 1 && (live.running ?? live.data) !== undefined)
    throw new UsageError('--running and --data ask one Optimize', 'choose configurations with --part NAME');
  const { examine, isUnread } = await import('./examine.js');
  const { withRefusals } = await import('./balancer/candidates.js');
  const landscapes: Examined[] = [];
  const end = performance.now() + live.deadlineMs;
  for (const { configuration, vault } of clusters) {
    const deadlineMs = Math.max(1, Math.min(live.deadlineMs, end - performance.now()));
    const landscape = await examine(configuration, vault, request, { ...live, deadlineMs }, version);
    const databases = withRefusals(landscape, { configuration, vault });
    landscapes.push({ ...landscape, databases, unread: isUnread(landscape) });
  }
  return landscapes;
}

function liveViewsOf({ subjects, databases, optimize = null }: Landscape): LiveViews {
  return { engines: subjects, databases, optimize };
}

/** Where nobody said for which release to judge, the one that runs. */
function targetFor({ target }: CheckRequest, landscapes: readonly Landscape[]): OptimizeTarget {
  const version = landscapes[0]?.optimize?.facts.runningVersion;
  return target === null && version?.known === true ? runningTarget(version.value.text) : target;
}

function aimed(cluster: Interpretation, target: OptimizeTarget): Interpretation {
  const { configuration } = cluster;
  return configuration.target === target
    ? cluster
    : { ...cluster, configuration: { ...configuration, target } };
}

/** What engines have, for formats that list it. */
async function inventoryPart(landscapes: readonly Landscape[]): Promise<Pick<Report, 'inventory'>> {
  if (landscapes.length === 0) return {};
  const { inventoryOf } = await import('./result/inventory.js');
  return { inventory: () => inventoryOf(landscapes) };
}

/** What was asked besides the engines. */
async function runningPart(
  [landscape]: readonly Landscape[],
  rules: readonly AnyRule[],
  judgement: Judgement,
): Promise<Pick<Report, 'running' | 'damage'>> {
  const optimize = landscape?.optimize ?? null;
  if (optimize === null) return {};
  const { runningReportOf } = await import('./optimize/running-report.js');
  const running = runningReportOf(optimize, rules, judgement);
  const { damageOf } = await import('./optimize/damage/damage.js');
  return {
    ...(running !== undefined && { running }),
    ...(optimize.readings.store !== null && { damage: damageOf(optimize, rules, judgement.findings) }),
  };
}

function databasesOf(landscapes: readonly Landscape[]): Databases {
  return {
    groups: landscapes.flatMap(({ databases }) => databases.groups),
    pairs: new Map(landscapes.flatMap(({ databases }) => [...databases.pairs])),
  };
}

/** The live rules are a chunk of their own: `validate` does not load them. */
async function rulesFor(
  request: CheckRequest,
  landscapes: readonly Landscape[] = [],
): Promise<readonly AnyRule[]> {
  const { configurationRules } = await import('../rules/index.js');
  if (request.live === null) return configurationRules;
  const { liveRules } = await import('../rules/live.js');
  const optimize = landscapes[0]?.optimize ?? null;
  if (optimize === null) return [...configurationRules, ...liveRules];
  const { optimizeRulesFor } = await import('./optimize/rules-for.js');
  return [...configurationRules, ...liveRules, ...optimizeRulesFor(optimize)];
}
