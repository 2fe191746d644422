import type { CleanupJob } from '../../probe/types.js';
import { uuidOf } from './uuid.js';
import { isZoneGap } from './zones.js';

/** One job of one database or of its copy: by its UUID, or by an id of a counter and the moment of its creation. */
export function isSameJob(first: CleanupJob, second: CleanupJob): boolean {
  if (first.id !== second.id) return false;
  if (uuidOf(first.id) !== null) return true;
  return first.createWallClock !== null && first.createWallClock === second.createWallClock;
}

/** False where the jobs are certainly two. Their creation may be told in two time zones, or not at all. */
export function mayBeSameJob(first: CleanupJob, second: CleanupJob): boolean {
  if (first.id !== second.id) return false;
  if (uuidOf(first.id) !== null) return true;
  if (first.createWallClock === null || second.createWallClock === null) return true;
  return isZoneGap(first.createWallClock - second.createWallClock);
}
