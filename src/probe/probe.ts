import type { EngineEntry } from '../configuration/types.js';
import type { EngineSession } from './engine/session.js';
import type { EngineReadings, LandscapeReadings, SecondLook } from './readings.js';
import type { FilterWriter } from './canary/task-filters.js';

export interface ProbeOptions {
  /** Milliseconds for one request. */
  readonly timeoutMs: number;
  /** Milliseconds for the whole run. */
  readonly deadlineMs: number;
  /** Engines at a time. */
  readonly concurrency: number;
  /** Ends the run early: what is known so far is returned. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Own clock, milliseconds since 1970. */
  readonly now: () => number;
  /**
   * Asked when all engines were read: which of them to look at once more, because nothing has decided yet whether they read
   * one database. Rows are compared between engines that go on working meanwhile.
   */
  readonly again?: (readings: LandscapeReadings) => readonly SecondLook[];
  /** Pairs of aliases about which that is still so. */
  readonly undecided?: (readings: LandscapeReadings) => readonly (readonly [string, string])[];
  /** Milliseconds to stay and read again until none is left; they come on top of the deadline. */
  readonly watchMs?: number;
  /** What to do in the session of each engine that was read, before the connections are closed. */
  readonly visit?: Visit;
  /** Nothing is read behind the login: for those who come only to visit. */
  readonly loginOnly?: boolean;
  /** Keep of each definition by which deployment it came. */
  readonly deploymentTimes?: boolean;
  /** Where it was allowed to write a temporary task filter. */
  readonly canary?: FilterWriter;
}

/** Engines finished and to do. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** While nothing is left but to wait: engines that are not told apart yet, and for how long at most. */
  readonly waiting?: { readonly engines: readonly string[]; readonly milliseconds: number };
}

/** Work of its own that a command does on each engine. */
export type Visit = (visited: Visited) => Promise<void>;

/** An engine that answered to the end of its chain. */
export interface Visited {
  readonly entry: EngineEntry;
  readonly session: EngineSession;
}

/** One engine while it is read. */
export interface Probe {
  readonly entry: EngineEntry;
  readonly session: EngineSession | null;
  readings: EngineReadings;
}
