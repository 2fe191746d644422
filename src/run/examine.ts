import type { Configuration, EngineEntry } from '../configuration/types.js';
import type { Vault } from '../configuration/logins.js';
import type { Observed } from '../core/observed.js';
import type { DeploymentTimes } from '../probe/engine/resources/deployments.js';
import type { RecordedRun } from '../probe/recording/recorded-run.js';
import type { Visit } from '../probe/probe.js';
import type { ServiceReadings, WantedServices } from '../probe/services/read-services.js';
import type { EngineReadings, LandscapeReadings } from '../probe/readings.js';
import { judgeDatabases } from '../topology/databases.js';
import { subjectOf } from '../topology/facts.js';
import { optimizeSubjectOf } from '../topology/optimize/facts.js';
import type { OptimizeSubject } from '../topology/optimize/types.js';
import type { DatabaseGroup, Databases, EngineSubject } from '../topology/types.js';
import { candidateOf } from '../topology/verdict/candidate.js';
import type { Candidate } from '../topology/verdict/pair.js';
import { secondLooks } from '../topology/verdict/second-look.js';
import { wantedEntries } from './request/aliases.js';
import { wantedServices } from './request/services.js';
import type { CheckRequest, LiveRequest } from './request/request.js';

/** What a live run knows about its engines. `subjects` and `readings` have the same order. */
export interface Landscape {
  readonly subjects: readonly EngineSubject[];
  readonly readings: readonly EngineReadings[];
  readonly databases: Databases;
  /** What was asked besides the engines; null where nothing was. */
  readonly optimize?: OptimizeSubject | null;
  /** What people should know of the recording that was made or read. */
  readonly notes?: readonly string[];
  /** When each deployment of an engine was made; only where that was wanted. */
  readonly deployments?: ReadonlyMap<EngineEntry, Observed<DeploymentTimes>>;
}

/** Probes the engines of a configuration and turns the answers into facts and verdicts. `visit` does more in each session. */
export async function examine(
  configuration: Configuration,
  vault: Vault,
  request: CheckRequest,
  live: LiveRequest,
  version: string,
  visit?: Visit,
): Promise<Landscape> {
  const entries = entriesToProbe(configuration, request);
  const services = wantedServices(configuration, live);
  const recordedRun = await recordedRunFor(request, live, version);
  const deployments = new Map<EngineEntry, Observed<DeploymentTimes>>();
  const {
    engines: readings,
    optimize,
    store,
  } = await probe(
    entries,
    vault,
    { ...live, services, ...(recordedRun && { recordedRun }) },
    version,
    visit ?? (await timesInto(deployments, live)),
  );
  const subjects = entries.map((entry, index) => subjectOf(entry, readingsAt(readings, index)));
  const databases = judgeDatabases(candidatesOf(entries, readings));
  return {
    subjects,
    readings,
    databases,
    optimize: optimize === null && store === null ? null : optimizeSubjectOf(optimize, store),
    notes: await recordingNotes(wantedEntries(request, configuration.engines), live, recordedRun),
    ...(live.deploymentTimes === true && { deployments }),
  };
}

/** Deployments come last, when all that is compared between engines was read. */
async function timesInto(
  times: Map<EngineEntry, Observed<DeploymentTimes>>,
  { deploymentTimes = false }: LiveRequest,
): Promise<Visit | undefined> {
  if (!deploymentTimes) return undefined;
  const { readDeploymentTimes } = await import('../probe/engine/resources/deployments.js');
  return async ({ entry, session }) => {
    times.set(entry, await readDeploymentTimes(session));
  };
}

async function recordedRunFor(
  request: CheckRequest,
  { recordTo, recordedAs }: LiveRequest,
  version: string,
): Promise<RecordedRun | null> {
  if (recordTo === null || recordedAs === undefined) return null;
  const { recordedRunOf } = await import('./recording/recorded-run.js');
  return recordedRunOf(request, recordedAs, version);
}

async function recordingNotes(
  wanted: readonly EngineEntry[],
  live: LiveRequest,
  run: RecordedRun | null,
): Promise<readonly string[]> {
  if (run === null && live.replayFrom === null) return [];
  const { notesOnRecording } = await import('./recording/notes.js');
  return notesOnRecording(wanted, live, run);
}

/** Every alias once: the nodes of an Optimize cluster name the same engines. */
function entriesToProbe({ engines }: Configuration, request: CheckRequest): readonly EngineEntry[] {
  const first = new Map(engines.toReversed().map((entry) => [entry.alias, entry]));
  return wantedEntries(request, engines).filter((entry) => first.get(entry.alias) === entry);
}

async function probe(
  entries: readonly EngineEntry[],
  vault: Vault,
  live: LiveRequest & { readonly services: WantedServices; readonly recordedRun?: RecordedRun },
  version: string,
  visit?: Visit,
): Promise<LandscapeReadings & ServiceReadings> {
  const { probeEngines } = await import('../probe/probe-engines.js');
  return probeEngines(entries, vault, {
    ...live,
    version,
    ...(visit && { visit }),
    secondLook: (readings) => secondLooks(candidatesOf(entries, readings)),
    openPairs: (readings) => undecided(judgeDatabases(candidatesOf(entries, readings))),
  });
}

/** Only engines that answered to the end of the chain can be compared. */
function candidatesOf(
  entries: readonly EngineEntry[],
  readings: readonly EngineReadings[],
): readonly Candidate[] {
  return entries.flatMap((entry, index) => {
    return candidateOf(entry, readingsAt(readings, index)) ?? [];
  });
}

/** What is unknown or only guessed, and not settled by what is known of others. */
function undecided({ groups, pairs }: Databases): readonly (readonly [string, string])[] {
  return [...pairs.values()]
    .filter(({ verdict, certainty }) => verdict === 'unknown' || certainty === 'weak')
    .map(({ engines }) => engines)
    .filter(
      (pair) =>
        !groups.some((group) => isSettled(group) && pair.every((alias) => group.engines.includes(alias))),
    );
}

function isSettled({ verdict, certainty }: DatabaseGroup): boolean {
  return verdict !== 'unknown' && certainty !== 'weak';
}

function readingsAt(readings: readonly EngineReadings[], index: number): EngineReadings {
  const found = readings[index];
  if (found === undefined) throw new Error(`engine ${index} was never read`);
  return found;
}

/** Whether some engine could not be read to its end. */
export function isUnread({ readings }: Pick<Landscape, 'readings'>): boolean {
  return readings.some(({ reach }) => reach.status !== 'ok');
}
