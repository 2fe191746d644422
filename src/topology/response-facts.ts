import { evidenceOf, known, unknown, type Observed } from '../core/observed.js';
import type { EngineEntry } from '../configuration/types.js';
import type { EngineReadings, ListedPage } from '../probe/readings.js';
import type { SeenCertificate } from '../probe/contact.js';
import type { DateForm, ShortList } from './types.js';

/** Facts about how an engine answers, and not about what it holds. */

export function listedPagesOf(readings: EngineReadings): Observed<readonly ListedPage[]> {
  const { listedPages, processDefinitions } = readings;
  if (listedPages.length > 0) return known(listedPages);
  return processDefinitions.known ? unknown('not-asked', 'no list was read') : processDefinitions;
}

/** Lists that kept changing, or at which reading stopped. */
export function shortListsOf(readings: EngineReadings): Observed<readonly ShortList[]> {
  const { processDefinitions, decisionDefinitions, tenants } = readings;
  const lists = [
    { list: 'process definitions', read: processDefinitions },
    { list: 'decision definitions', read: decisionDefinitions },
    { list: 'tenants', read: tenants },
  ] as const;
  const asked = lists.filter(({ read }) => read.known || read.reason === 'changing');
  if (asked.length === 0) return processDefinitions.known ? known([]) : processDefinitions;
  return known(
    asked.flatMap(({ list, read }) =>
      (read.known ? read.gaps : [read.detail]).map((because) => ({
        list,
        because,
        evidence: evidenceOf(read),
      })),
    ),
  );
}

/** Whoever gave no answer did not leave the header out. */
export function clockOf({ clockOffsetMs, reach }: EngineReadings): Observed<number> {
  if (clockOffsetMs !== null) return known(clockOffsetMs);
  if (reach.status === 'not-probed') return unknown('not-asked', reach.because);
  return reach.status === 'failed'
    ? unknown('not-asked', reach.failure.detail)
    : unknown('absent', 'the engine answers without a Date header');
}

/** Recordings that were made before certificates were looked at do not hold them. */
export function certificateOf(
  { base }: EngineEntry,
  { certificate = null, reach }: EngineReadings,
): Observed<SeenCertificate | null> {
  if (certificate !== null) return known(certificate);
  if (reach.status === 'not-probed') return unknown('not-asked', reach.because);
  if (base?.startsWith('http:') === true) return known(null);
  return reach.status === 'failed'
    ? unknown('not-asked', reach.failure.detail)
    : unknown('absent', 'the recording does not hold the certificate');
}

/** From any date that came as the engine wrote it. */
export function dateFormOf({ schemaLog, cleanupJobs }: EngineReadings): Observed<DateForm> {
  const logged = schemaLog.known ? schemaLog.value[0]?.timestamp : undefined;
  const created = cleanupJobs.known ? cleanupJobs.value[0]?.createTime : undefined;
  const example = logged ?? created ?? null;
  if (example === null) return schemaLog.known ? unknown('absent', 'no date was answered') : schemaLog;
  const source = logged === undefined ? cleanupJobs : schemaLog;
  return known({ form: formOf(example), example }, evidenceOf(source));
}

/** Digits are zeros, offsets are `+`, and UTC is an offset like others where it is written as one. */
function formOf(date: string): string {
  return date
    .replaceAll(/[A-Za-z]{3,}/g, 'a')
    .replaceAll(/\d/g, '0')
    .replaceAll(/[+-](?=00:?00$)/g, '+');
}
