/** Time zones are whole quarter hours apart. */
export const QUARTER_HOUR_MS = 15 * 60_000;
/** From 12 hours west to 14 hours east of Greenwich. */
export const WIDEST_ZONE_GAP_MS = 26 * 3_600_000;

/** Whether two wall clocks can be one moment that nodes in two time zones show. Equal clocks are. */
export function isZoneGap(gapMs: number): boolean {
  return gapMs % QUARTER_HOUR_MS === 0 && Math.abs(gapMs) <= WIDEST_ZONE_GAP_MS;
}
