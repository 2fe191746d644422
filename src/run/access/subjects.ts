import type { AccessEngine } from '../../access/types.js';
import type { EngineEntry } from '../../configuration/types.js';
import { unknown } from '../../core/observed.js';
import { unread } from '../../probe/engine/unknown-facts.js';
import type { EngineReadings } from '../../probe/readings.js';
import { subjectOf } from '../../topology/facts.js';
import type { EngineSubject } from '../../topology/types.js';

/** An engine that was read, as rules look at it: with the authorizations that decide about users. */
export function readSubject(
  entry: EngineEntry,
  readings: EngineReadings,
  { down, authorizations }: AccessEngine,
): EngineSubject {
  const subject = subjectOf(entry, readings);
  const applicationAuthorizations = down
    ? unknown('not-asked', 'the engine does not answer')
    : authorizations.application;
  return { ...subject, facts: { ...subject.facts, applicationAuthorizations } };
}

/** An engine that a file describes: nothing else is known of it. */
export function describedSubject(entry: EngineEntry, engine: AccessEngine): EngineSubject {
  const readings: EngineReadings = {
    ...unread(unknown('not-asked', 'the engine is only described')),
    alias: entry.alias,
    reach: { status: 'ok', latencyMs: 0 },
    clockOffsetMs: null,
    again: null,
    requests: [],
  };
  return readSubject(entry, readings, engine);
}
