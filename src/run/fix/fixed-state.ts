import { improved, type How } from './improved.js';
import type { State } from './state.js';

/** An edit can make another one possible; that it takes more rounds than this means that two of them undo each other. */
const ROUNDS = 10;

/** The files after every edit that may be made; the same state where there is none. */
export async function fixedState(before: State, how: How): Promise<State> {
  let now = before;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = await improved(now, how);
    if (next === now) break;
    now = next;
  }
  return now;
}
