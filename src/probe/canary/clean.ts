import type { Credentials } from '../../configuration/logins.js';
import { forget, readJournal } from './journal.js';
import type { FilterWriter, Site } from './task-filters.js';

export interface CleanOutcome {
  readonly deleted: number;
  /** Why the engine may still hold a filter; null where it holds none. */
  readonly failed: string | null;
}

interface LoggedIn {
  readonly address: string;
  readonly name: string;
  readonly credentials: Credentials | null;
}

/** Deletes the canaries that the engine lists and those that the journal knows. */
export async function cleanEngine(
  { address: base, name, credentials }: LoggedIn,
  writer: FilterWriter,
): Promise<CleanOutcome> {
  const site = { base, name, credentials };
  const listed = await writer.find(site);
  if ('status' in listed) {
    return { deleted: 0, failed: listed.status === 0 ? 'no answer' : `the list answered ${listed.status}` };
  }
  const noted = readJournal().filter((entry) => entry.base === base && entry.engine === name);
  const ids = new Set([...listed, ...noted.flatMap(({ id }) => id ?? [])]);
  const left = await removeAll(site, ids, writer);
  if (left > 0) return { deleted: ids.size - left, failed: `${left} of ${ids.size} could not be deleted` };
  for (const { filter } of noted) forget(filter);
  return { deleted: listed.length, failed: null };
}

async function removeAll(site: Site, ids: ReadonlySet<string>, writer: FilterWriter): Promise<number> {
  let left = 0;
  for (const id of ids) {
    if (!(await writer.remove(site, id))) left += 1;
  }
  return left;
}
