import { greatest } from '../../core/many.js';
import { citationOf, commonCitation, type Citation } from '../../core/citation.js';
import type { Evidence } from '../../core/finding.js';
import { oncePer } from '../../core/memoize.js';
import type { Unknown } from '../../core/observed.js';
import type { CanaryOutcome, EngineReadings } from '../../probe/readings.js';
import { compareMeters, type MeterComparison } from '../fingerprints/meters.js';
import { compareSchemaLogs, type SchemaLogComparison } from '../fingerprints/schema-log.js';
import { madeAt, uuidOf } from '../fingerprints/uuid.js';
import type { EngineFacts, EngineSubject, FactName } from '../types.js';

/** Rows must be this much younger than both starts: the clock that stamped them may belong to a third node. */
const CLOCK_MARGIN_MS = 120_000;

/** One engine as the table of verdicts sees it. */
export interface Candidate extends EngineSubject {
  /** Second readings, where they were taken. */
  readonly again: EngineReadings['again'];
  /** Why they were not, or not all of them, although they were wanted. */
  readonly lookMissed?: Unknown | null | undefined;
  /** `Date` header minus own clock, milliseconds. */
  readonly clockOffsetMs: number | null;
  /** What the server's clock showed at its first answer, milliseconds since 1970. */
  readonly contactAt?: number | null | undefined;
  readonly canary?: readonly CanaryOutcome[] | undefined;
}

/** Two engines of which the table asks whether they share a database. */
export class Pair {
  readonly first: Candidate;
  readonly second: Candidate;
  #schemaLogs: SchemaLogComparison | null | undefined;
  #meters: MeterComparison | null | undefined;

  constructor(first: Candidate, second: Candidate) {
    this.first = first;
    this.second = second;
  }

  get aliases(): readonly [string, string] {
    return [this.first.entry.alias, this.second.entry.alias];
  }

  /** The fact of both engines, or null where one of them is not known. */
  both<F extends FactName>(name: F): readonly [EngineFacts[F], EngineFacts[F]] | null {
    const first = this.first.facts[name];
    const second = this.second.facts[name];
    return first.known && second.known ? [first.value, second.value] : null;
  }

  /** How the schema logs relate; null where one of them is not known. Several rows ask. */
  get schemaLogs(): SchemaLogComparison | null {
    if (this.#schemaLogs === undefined) {
      const logs = this.both('schemaLog');
      this.#schemaLogs = logs && compareSchemaLogs(...logs);
    }
    return this.#schemaLogs;
  }

  /** How the rows of the meters relate; null where those of one are not known. Several rows ask. */
  get meters(): MeterComparison | null {
    if (this.#meters === undefined) {
      const readings = this.both('meters');
      this.#meters = readings && compareMeters(...readings);
    }
    return this.#meters;
  }

  /** When each node started, milliseconds since 1970; null where one of them does not tell (before 7.19, or no right). */
  get starts(): readonly [number, number] | null {
    const telemetry = this.both('telemetry');
    if (telemetry === null) return null;
    const [first, second] = telemetry.map((data) => data.dataCollectionStart);
    return first == null || second == null ? null : [first, second];
  }

  /**
   * A row stamped later than this was certainly made while both engines were running: they had started, or at least
   * answered us, before. Null where neither is known, or how far the clocks are apart that stamped them.
   */
  get surelyWhileBothRan(): number | null {
    const { clockOffsetMs: first } = this.first;
    const { clockOffsetMs: second } = this.second;
    const since = [this.first, this.second].map(runningSince);
    if (first === null || second === null) return null;
    const known = since.filter((moment) => moment !== null);
    if (known.length < since.length) return null;
    return greatest(known) + CLOCK_MARGIN_MS + Math.abs(first - second);
  }

  /** Both callers see everything: only then an id that one side does not show is really not there. */
  get bothSeeEverything(): boolean {
    return this.both('visibility')?.every((visibility) => visibility === 'full') ?? false;
  }

  /** The engine of which a closer look was to decide and was not taken, and why; null where nothing is missing. */
  get missedLook(): { readonly alias: string; readonly reason: Unknown } | null {
    for (const { entry, lookMissed } of [this.first, this.second]) {
      if (lookMissed != null) return { alias: entry.alias, reason: lookMissed };
    }
    return null;
  }

  evidence(kind: string, detail: string): Evidence {
    return { kind, engines: this.aliases, detail, ...this.#citation(SOURCES.get(kind)) };
  }

  #citation(name: FactName | undefined): Citation {
    if (name === undefined) return {};
    const [first, second] = [this.first.facts[name], this.second.facts[name]];
    return first.known && second.known
      ? commonCitation(citedIn(first.evidence), citedIn(second.evidence))
      : {};
  }
}

/** Found once for each fact: every pair asks again. */
const citedIn = oncePer((evidence: readonly Evidence[]) => citationOf(evidence));

/** The fact that each kind of evidence was read from. */
const SOURCES = new Map<string, FactName>([
  ['clean-up-job', 'cleanupJobs'],
  ['database-vendor', 'telemetry'],
  ['decision-definition', 'decisionDefinitions'],
  ['installation-id', 'telemetry'],
  ['meter-rows', 'meters'],
  ['process-definition', 'processDefinitions'],
  ['schema-log', 'schemaLog'],
  ['start-date', 'telemetry'],
]);

/** When the node had certainly started, by the clock of its server. */
function runningSince({ facts: { telemetry }, contactAt = null }: Candidate): number | null {
  return (telemetry.known ? telemetry.value.dataCollectionStart : null) ?? contactAt;
}

const uuidsOfCandidates = new WeakMap<Candidate, ReadonlyMap<string, number | null>>();

/** UUIDs of all definitions that an engine shows, with the time at which each was made where it tells. */
export function definitionUuids(candidate: Candidate): ReadonlyMap<string, number | null> {
  const before = uuidsOfCandidates.get(candidate);
  if (before !== undefined) return before;
  const { processDefinitions, decisionDefinitions } = candidate.facts;
  const found = new Map<string, number | null>();
  for (const definitions of [processDefinitions, decisionDefinitions]) {
    const groups = definitions.known ? definitions.value.groups : [];
    for (const { id } of groups.flatMap((group) => group.versions)) {
      const uuid = uuidOf(id);
      if (uuid !== null) found.set(uuid, madeAt(id));
    }
  }
  uuidsOfCandidates.set(candidate, found);
  return found;
}
