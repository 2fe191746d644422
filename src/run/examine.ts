import type { Configuration, EngineEntry, Vault } from '../configuration/types.js';
import type { Coverage } from '../core/report.js';
import type { EngineReadings, LandscapeReadings } from '../probe/types.js';
import { judgeDatabases } from '../topology/databases.js';
import { subjectOf } from '../topology/facts.js';
import type { DatabaseGroup, Databases, EngineSubject, PairVerdict } from '../topology/types.js';
import { candidateOf } from '../topology/verdict/candidate.js';
import type { Candidate } from '../topology/verdict/pair.js';
import { secondLooks } from '../topology/verdict/second-look.js';
import type { CheckRequest, LiveRequest } from './request/request.js';

/** What a live run knows about its engines. `subjects` and `readings` have the same order. */
export interface Landscape {
  readonly subjects: readonly EngineSubject[];
  readonly readings: readonly EngineReadings[];
  readonly databases: Databases;
  /** Pairs about which nothing at all can be said, as coverage of the rules that would have judged them. */
  readonly undecided: readonly Coverage[];
  /** The same of pairs that are two databases, while nobody could see whether one is a copy. */
  readonly unseenOrigins: readonly Coverage[];
}

/** Probes the engines of a configuration and turns the answers into facts and verdicts. */
export async function examine(
  configuration: Configuration,
  vault: Vault,
  request: CheckRequest,
  live: LiveRequest,
  version: string,
): Promise<Landscape> {
  const entries = entriesToProbe(configuration, request);
  const { engines: readings } = await probe(entries, vault, live, version);
  const subjects = entries.map((entry, index) => subjectOf(entry, readingsAt(readings, index)));
  const databases = judgeDatabases(candidatesOf(entries, readings));
  return {
    subjects,
    readings,
    databases,
    undecided: undecidedPairs(databases),
    unseenOrigins: unseenOriginsOf(databases),
  };
}

/** Every alias once: the nodes of an Optimize cluster name the same engines. */
function entriesToProbe({ engines }: Configuration, request: CheckRequest): readonly EngineEntry[] {
  const seen = new Set<string>();
  return engines.filter(({ alias }) => {
    if (request.engines.length > 0 && !request.engines.includes(alias)) return false;
    if (seen.has(alias)) return false;
    seen.add(alias);
    return true;
  });
}

async function probe(
  entries: readonly EngineEntry[],
  vault: Vault,
  live: LiveRequest,
  version: string,
): Promise<LandscapeReadings> {
  const { probeEngines } = await import('../probe/probe-engines.js');
  return probeEngines(entries, vault, {
    ...live,
    version,
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

/** Pairs without any common fact: neither shared nor distinct may be claimed. */
function undecidedPairs({ groups, pairs }: Databases): readonly Coverage[] {
  const open = [...pairs.values()].filter(
    ({ verdict, engines }) =>
      verdict === 'unknown' &&
      !groups.some((group) => engines.every((alias) => group.engines.includes(alias))),
  );
  return coverageOf('T411', 'shared-database', 'one database or two?', open);
}

/** Two databases. Of copies T413 would have to speak. */
function unseenOriginsOf({ pairs }: Databases): readonly Coverage[] {
  const open = [...pairs.values()].filter(
    ({ verdict, undecidedBecause }) => verdict === 'distinct' && undecidedBecause !== null,
  );
  return coverageOf('T413', 'copied-database', 'two databases, perhaps one copied from the other:', open);
}

function coverageOf(
  rule: string,
  name: string,
  question: string,
  pairs: readonly PairVerdict[],
): readonly Coverage[] {
  if (pairs.length === 0) return [];
  const skipped = pairs.map(({ engines, undecidedBecause }) => ({
    engines,
    because: `${question} ${undecidedBecause ?? ''}`,
  }));
  return [{ rule, name, ran: [], skipped }];
}
