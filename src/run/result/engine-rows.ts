import type { EngineEntry } from '../../configuration/types.js';
import { valueOrNull } from '../../core/observed.js';
import type { EngineRow } from '../../core/report.js';
import type { EngineReadings, Reach } from '../../probe/types.js';
import type { EngineSubject } from '../../topology/types.js';

/** The row of an engine that was not asked: what the file says, and nothing else. */
export function unprobedRow(entry: EngineEntry, place: Pick<EngineRow, 'file' | 'line'>): EngineRow {
  return {
    alias: entry.alias,
    name: entry.name,
    rest: entry.rest,
    ...place,
    status: 'not-probed',
    failure: null,
    product: null,
    version: null,
    installation: null,
    processDefinitions: null,
    decisionDefinitions: null,
    tenants: null,
    visibility: 'unknown',
    nodesSeen: null,
    latencyMs: null,
    requests: [],
  };
}

/** The row of a probed engine. What was not read stays null. */
export function probedRow(
  subject: EngineSubject,
  readings: EngineReadings,
  place: Pick<EngineRow, 'file' | 'line'>,
): EngineRow {
  const { entry, facts } = subject;
  const { reach } = readings;
  const product = valueOrNull(facts.product)?.name ?? null;
  return {
    ...unprobedRow(entry, place),
    ...progressOf(reach),
    product: product === 'unknown' ? null : product,
    version: valueOrNull(facts.version),
    installation: valueOrNull(facts.telemetry)?.installation ?? null,
    processDefinitions: valueOrNull(facts.processDefinitions)?.count ?? null,
    decisionDefinitions: valueOrNull(facts.decisionDefinitions)?.count ?? null,
    tenants: valueOrNull(facts.tenants)?.length ?? null,
    visibility: valueOrNull(facts.visibility) ?? 'unknown',
    nodesSeen: nodesSeenIn(subject),
    latencyMs: reach.status === 'not-probed' ? null : reach.latencyMs,
    requests: readings.requests,
  };
}

/** An engine whose login was held back, because another one rejected that user, did not fail: nobody asked it. */
function progressOf(reach: Reach): Pick<EngineRow, 'status' | 'failure'> {
  if (reach.status !== 'failed') return { status: reach.status, failure: null };
  const { step, detail, rejectedBy } = reach.failure;
  return { status: rejectedBy === undefined ? 'failed' : 'not-probed', failure: { step, detail } };
}

/** Null where the nodes do not tell when they started: one answer then looks like the other. */
function nodesSeenIn({ facts }: EngineSubject): number | null {
  const starts = valueOrNull(facts.telemetry)?.startsSeen ?? [];
  return starts.length === 0 ? null : starts.length;
}
