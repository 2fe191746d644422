import { least } from '../../../../core/many.js';
import type { Evidence } from '../../../../core/finding.js';
import { known, unknown, type Known, type Observed } from '../../../../core/observed.js';
import { parseEngineDate, queryDate } from '../../dates.js';
import { keepFields, numberOf, rowsOf, textOf } from '../../../http/answer/kept-fields.js';
import { reportingInterval, safetyMarginMs } from '../../reporting-interval.js';
import { unreadable } from '../../observing.js';
import type { EngineSession } from '../../session.js';
import type { Resource } from '../../resource.js';
import type { Answer } from '../../../http/transport.js';
import type { MeterReading, MeterRow } from '../../../types.js';

/** One row per tick and node, even on an idle engine. */
const NAME = 'job-acquisition-attempt';
/** The engine's own limit for an interval query. */
const MAX_ROWS = 200;
const WINDOW_MS = 6 * 3_600_000;

/**
 * The meter rows of a window that ended before any node could still write to it. Needs no right. A first look teaches how
 * often nodes write; only then it is known where the window may end.
 */
export async function readMeters(session: EngineSession): Promise<Observed<MeterReading>> {
  // The server's own clock: the window is compared with what its nodes wrote, not with this machine.
  const now = session.serverTime;
  if (now === null) return unknown('failed', 'the engine answers without a Date header');
  const spacing = metrics('metrics-spacing', now - WINDOW_MS, null);
  const look = await session.ask(spacing);
  const newest = rowsIn(look);
  if (newest === null) return unreadable(look, spacing);
  if (newest === 'dates') {
    return unknown('failed', 'the engine writes its meter rows in a date format of its own');
  }
  const interval = reportingInterval(newest.map((row) => row.instant));
  return readWindow(session, now - WINDOW_MS, now - safetyMarginMs(interval), interval);
}

/**
 * Nodes take turns: with two of them each is met twice, or once where nothing tells that there are two. Where chance chooses, an
 * eighth of all runs meets one of them only.
 */
const LOOKS_ELSEWHERE = { several: 4, perhaps: 3 };

/**
 * The same window over other connections, where more than one node answers: one database has one list of rows, whichever
 * node reads it.
 */
export async function readMetersElsewhere(
  session: EngineSession,
  meters: Observed<MeterReading>,
  nodes: keyof typeof LOOKS_ELSEWHERE,
): Promise<Observed<MeterReading>> {
  if (!meters.known) return meters;
  const { start, end, intervalSeconds: seconds, learned } = meters.value;
  const look = () => readWindow(session, start, end, { seconds, learned }, true);
  const again = await session.all(...Array.from({ length: LOOKS_ELSEWHERE[nodes] }, () => look));
  const looks = again.filter((each) => each.known);
  const elsewhere = looks.map(({ value }) => value);
  const unread = again.flatMap((each) => (each.known || each.reason === 'not-asked' ? [] : each.detail));
  const value = { ...meters.value, elsewhere, ...(unread.length > 0 && { unread }) };
  return { ...meters, value, evidence: distinct([meters, ...looks]) };
}

function distinct(looks: readonly Known<MeterReading>[]): readonly Evidence[] {
  const told = looks.flatMap(({ evidence }) => evidence).map((each) => [each.detail, each] as const);
  return [...new Map(told).values()];
}

async function readWindow(
  session: EngineSession,
  start: number,
  end: number,
  { seconds, learned }: { readonly seconds: number; readonly learned: boolean },
  fresh = false,
): Promise<Observed<MeterReading>> {
  const window = metrics('metrics-window', start, end);
  const answer = await session.ask(window, { fresh });
  const rows = rowsIn(answer);
  if (rows === null || rows === 'dates') return unreadable(answer, window);
  const oldest = least(rows.map((row) => row.instant));
  const truncated =
    rows.length >= MAX_ROWS || (rows.length > 0 && (await isCutBefore(session, rows.length, start, oldest)));
  const reading: MeterReading = {
    name: NAME,
    start,
    end,
    intervalSeconds: seconds,
    learned,
    // Rows of one second come in no order, so a cut goes through the oldest second at random.
    rows: rows.filter((row) => row.instant < end && !(truncated && row.instant === oldest)),
    truncated,
  };
  return known(reading, [session.evidence(window, describe(reading))]);
}

/** Whether the window was cut to so many rows by what is in front of the engine: others then stand before the oldest. */
async function isCutBefore(
  session: EngineSession,
  rows: number,
  start: number,
  oldest: number,
): Promise<boolean> {
  if (!session.rowLimits.mayEndAt(rows)) return false;
  const before = metrics('metrics-before', start, oldest);
  const answer = await session.ask(before);
  // Older recordings do not have it.
  if (!answer.ok && answer.failure.code === 'not-recorded') return false;
  const found = rowsIn(answer);
  if (found === null || found === 'dates') return true;
  if (found.length > 0)
    session.rowLimits.noteCut(rows, session.evidence(before, 'rows that the whole window did not show'));
  return found.length > 0;
}

/** Whether any row stands between two moments, to the millisecond; null where the engine does not say. */
export async function hasMeterRows(
  session: EngineSession,
  start: number,
  end: number,
): Promise<boolean | null> {
  const answer = await session.ask(metrics('metrics-tick', start, end));
  const rows = rowsIn(answer);
  return rows === null || rows === 'dates' ? null : rows.length > 0;
}

/** Newest first. Null for another answer, `dates` where the dates do not parse. */
function rowsIn(answer: Answer): readonly MeterRow[] | 'dates' | null {
  if (!answer.ok || answer.status !== 200 || !Array.isArray(answer.json)) return null;
  const rows: MeterRow[] = [];
  for (const row of rowsOf(answer.json)) {
    const timestamp = textOf(row, 'timestamp');
    const value = numberOf(row, 'value');
    if (timestamp === null || value === null) return null;
    const date = parseEngineDate(timestamp);
    if (date === null) return 'dates';
    rows.push({
      instant: date.instant,
      reporter: textOf(row, 'reporter') ?? '',
      value,
    });
  }
  return rows.toSorted((a, b) => b.instant - a.instant);
}

/** Always with a start: without one the engine would add up its whole table. */
function metrics(name: string, start: number, end: number | null): Resource {
  const query = `/metrics?name=${NAME}&interval=1&maxResults=${MAX_ROWS}&startDate=`;
  return {
    name,
    path: `${query}${queryDate(start)}${end === null ? '' : `&endDate=${queryDate(end)}`}`,
    shown: `${query}…${end === null ? '' : '&endDate=…'}`,
    mayBeAbsent: true,
    keep: keepFields('timestamp', 'name', 'reporter', 'value'),
  };
}

function describe({ rows, intervalSeconds, learned }: MeterReading): string {
  const interval = learned ? `one every ${intervalSeconds} s and node` : 'too few to tell how often';
  return `${rows.length} meter rows, ${interval}`;
}
