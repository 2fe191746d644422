import type { RecentIds } from '../../../probe/types.js';
import { madeAt, uuidOf } from '../../fingerprints/uuid.js';
import type { Candidate, Pair } from '../pair.js';
import type { Signal } from './signal.js';

/** Replicas that copy afterwards lag behind by seconds. */
const LAG_MS = 10_000;

/** A process instance or a deployment with a UUID, made while both were running and shown by both. */
export function madeWhileBothRan(pair: Pair): Signal | null {
  const after = pair.surelyWhileBothRan;
  if (after === null) return null;
  const second = new Set(looksAt(pair.second).flatMap(idsIn));
  for (const id of looksAt(pair.first).flatMap(idsIn)) {
    const made = madeAt(id);
    if (made === null || made <= after || !second.has(id)) continue;
    const detail = `both show ${id}, made at ${new Date(made).toISOString()}, while both were running`;
    return { certainty: 'proven', evidence: [pair.evidence('process-instance', detail)] };
  }
  return null;
}

/**
 * A process instance that one database has and the other has not, at both looks, although the other would have to
 * show it among its newest.
 */
export function instanceOnOneSideOnly(pair: Pair): Signal | null {
  if (!pair.bothSeeEverything || ![pair.first, pair.second].every(seesHistory)) return null;
  for (const [has, lacks] of [
    [pair.first, pair.second],
    [pair.second, pair.first],
  ] as const) {
    const missing = missingOn(lacks, has);
    if (missing === undefined) continue;
    const detail = `process instance ${missing} exists on "${has.entry.alias}" only`;
    return { certainty: 'proven', evidence: [pair.evidence('process-instance', detail)] };
  }
  return null;
}

function missingOn(lacks: Candidate, has: Candidate): string | undefined {
  const [before, after] = looksAt(has);
  const looks = looksAt(lacks);
  if (before === undefined || after === undefined || looks.length < 2) return undefined;
  return before.instances.find(
    (id) => after.instances.includes(id) && looks.every((look) => wouldShow(look, id)),
  );
}

/** Whether a list without this id would hold it if the database did. Started shortly before, it may still be on its way. */
function wouldShow({ instances, complete, readAt }: RecentIds, id: string): boolean {
  const made = madeAt(id);
  if (uuidOf(id) === null || made === null || readAt === null || made > readAt - LAG_MS) return false;
  if (instances.includes(id)) return false;
  const oldest = madeAt(instances.at(-1) ?? '');
  // The list holds at most two days: an older one need not stand in it.
  const within = made > readAt - 86_400_000;
  return within && (complete || (oldest !== null && made > oldest + LAG_MS));
}

function seesHistory({ facts: { importRights } }: Candidate): boolean {
  return importRights.known && importRights.value.granted;
}

function looksAt({ again }: Candidate): readonly RecentIds[] {
  return (again?.recent ?? []).flatMap((look) => (look.known ? [look.value] : []));
}

function idsIn({ instances, deployments }: RecentIds): readonly string[] {
  return [...instances, ...deployments].filter((id) => uuidOf(id) !== null);
}
