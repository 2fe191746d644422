import type { Interpretation } from '../configuration/interpret.js';
import type { Configuration, Vault } from '../configuration/types.js';
import type { Report } from '../core/report.js';
import type { AnyRule } from '../rules/rule.js';
import type { Landscape } from './examine.js';
import { judge } from './judge/judge.js';
import { refuseUnknownAliases, wantedEntries } from './request/aliases.js';
import { loadConfiguration } from './request/configure.js';
import type { CheckRequest, RunContext } from './request/request.js';
import { assemble } from './result/assemble.js';
import { engineRows } from './result/engine-rows.js';
import { Phases } from './result/phases.js';

/** The pipeline of `validate` and `doctor`: load, configure, probe, judge, report. */
export async function check(
  request: CheckRequest,
  context: RunContext,
  loaded?: Interpretation,
): Promise<Report> {
  const phases = new Phases();
  const { configuration, vault } = loaded ?? loadConfiguration(request);
  refuseUnknownAliases(request, configuration.engines);
  phases.end('configuration');
  const landscape = await landscapeOf(request, configuration, vault, context.version);
  if (landscape !== null) phases.end('probes');
  const live = landscape && { engines: landscape.subjects, databases: landscape.databases };
  const judgement = await judge(await rulesFor(request), { configuration, live }, request, {
    ...context,
    vault,
    unread: landscape?.unread ?? false,
  });
  phases.end('rules');
  return assemble({
    command: request.command,
    request,
    version: context.version,
    configuration,
    vault,
    engines: engineRows(wantedEntries(request, configuration.engines), configuration, landscape),
    databases: landscape?.databases ?? null,
    judgement,
    interruptedBy: context.interruptedBy(),
    timings: phases.timings,
  });
}

/** Only a live run loads what examines engines. */
async function landscapeOf(
  request: CheckRequest,
  configuration: Configuration,
  vault: Vault,
  version: string,
): Promise<(Landscape & { readonly unread: boolean }) | null> {
  if (request.live === null) return null;
  const { examine, isUnread } = await import('./examine.js');
  const landscape = await examine(configuration, vault, request, request.live, version);
  return { ...landscape, unread: isUnread(landscape) };
}

/** The live rules are a chunk of their own: `validate` does not load them. */
async function rulesFor(request: CheckRequest): Promise<readonly AnyRule[]> {
  const { configurationRules } = await import('../rules/index.js');
  if (request.live === null) return configurationRules;
  const { liveRules } = await import('../rules/live.js');
  return [...configurationRules, ...liveRules];
}
