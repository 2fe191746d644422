import { setTimeout as sleep } from 'node:timers/promises';

/** Rows count as made after all starts when no reasonable difference of clocks can explain them otherwise. */
const CLOCKS_CANNOT_LIE_MS = 130_000;

/** Waits until what is made now is surely younger than the engines, of which the last was started then. */
export async function untilClocksCannotLie(lastStarted: number): Promise<void> {
  await sleep(Math.max(0, lastStarted + CLOCKS_CANNOT_LIE_MS - Date.now()));
}
