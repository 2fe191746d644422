const ENGINE_DATE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})(?:Z|([+-])(\d\d):?(\d\d))$/;

/** A moment as an engine writes it, and what its wall clock showed. */
export interface EngineDate {
  /** Milliseconds since 1970. */
  readonly instant: number;
  /** The same without the offset, as if it were UTC: equal on nodes in different zones. */
  readonly wallClock: number;
}

/**
 * `yyyy-MM-dd'T'HH:mm:ss.SSSZ`, whose offset has no colon: `Date.parse` need not accept that. Null for anything else:
 * an application may choose its own pattern.
 */
export function parseEngineDate(text: string): EngineDate | null {
  const parts = ENGINE_DATE.exec(text);
  if (parts === null) return null;
  const [year, month, day, hour, minute, second, millisecond] = parts.slice(1, 8).map(Number);
  const wallClock = Date.UTC(
    year ?? 0,
    (month ?? 1) - 1,
    day ?? 1,
    hour ?? 0,
    minute ?? 0,
    second ?? 0,
    millisecond ?? 0,
  );
  const sign = parts[8] === '-' ? -1 : 1;
  const offset = sign * (Number(parts[9] ?? 0) * 60 + Number(parts[10] ?? 0)) * 60_000;
  return { instant: wallClock - offset, wallClock };
}

/** The same form in UTC. */
export function formatEngineDate(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '+0000');
}

/** For query strings, where a bare plus means a space. */
export function queryDate(instant: number): string {
  return formatEngineDate(instant).replaceAll('+', '%2B');
}
