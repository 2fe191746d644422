export const DAY_MS = 86_400_000;

/** `2026-11-26`, in UTC; `moment` in milliseconds since 1970. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
