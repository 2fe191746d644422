import type { Configuration, EngineEntry } from '../../configuration/types.js';
import { valueOrNull } from '../../core/observed.js';
import type { EngineRow } from '../../core/report/report.js';
import { locate } from '../../load/locate.js';
import { standing } from '../../load/standing.js';
import type { EngineReadings } from '../../probe/readings.js';
import type { Reach } from '../../probe/contact.js';
import type { EngineSubject } from '../../topology/types.js';

/** What was read of engines, in one order. */
interface Probed {
  readonly subjects: readonly EngineSubject[];
  readonly readings: readonly EngineReadings[];
}

/** One row for each of the entries, with what was read of them; `probed` is null without a network. */
export function engineRows(
  entries: readonly EngineEntry[],
  configuration: Configuration,
  probed: Probed | null,
): readonly EngineRow[] {
  const indexes = new Map(probed?.subjects.map(({ entry }, index) => [entry, index]));
  return entries.map((entry) => {
    const place = (): Place => placeOf(entry, configuration);
    const index = indexes.get(entry) ?? -1;
    const subject = probed?.subjects[index];
    const readings = probed?.readings[index];
    if (subject === undefined || readings === undefined) return unprobedRow(entry, place);
    return probedRow(subject, readings, place);
  });
}

type Place = Pick<EngineRow, 'file' | 'line'>;

/** The file and line that really hold an entry. */
function placeOf({ file, pointer }: EngineEntry, { fileNamed }: Configuration): Place {
  const holder = fileNamed(file)?.holderOf(pointer);
  if (holder === undefined) return { file, line: 1 };
  const place = standing(holder.file, locate(holder, pointer, 'key') ?? { start: 0, end: 0 });
  return { file: place.file, line: place.line };
}

/** The row of an engine that was not asked: what the file says, and nothing else. Few formats show where it says so. */
function unprobedRow(entry: EngineEntry, place: () => Place): EngineRow {
  return {
    alias: entry.alias,
    name: entry.name,
    rest: entry.rest,
    get file() {
      return place().file;
    },
    get line() {
      return place().line;
    },
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
function probedRow(subject: EngineSubject, readings: EngineReadings, place: () => Place): EngineRow {
  const { entry, facts } = subject;
  const { reach } = readings;
  const product = valueOrNull(facts.product)?.name ?? null;
  return {
    ...unprobedRow(entry, place),
    ...progressOf(reach),
    ...(reach.status === 'not-probed' && { notAsked: reach.because }),
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
  const { step, detail, rejectedBy, milliseconds } = reach.failure;
  return rejectedBy === undefined
    ? { status: 'failed', failure: { step, detail, milliseconds } }
    : { status: 'not-probed', failure: { step, detail } };
}

/** Null where the nodes do not tell when they started: one answer then looks like the other. */
function nodesSeenIn({ facts }: EngineSubject): number | null {
  const starts = valueOrNull(facts.telemetry)?.startsSeen ?? [];
  return starts.length === 0 ? null : starts.length;
}
