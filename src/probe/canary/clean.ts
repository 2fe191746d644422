import type { Credentials } from '../../configuration/types.js';
import { forget, readJournal } from './journal.js';
import { readAuthorities } from '../probe-engines.js';
import { baseOf } from '../plan.js';
import type { FilterWriter, Site } from './task-filters.js';

interface Entry {
  readonly address: string | null;
  readonly name: string | null;
  readonly credentials: Credentials | null;
}

interface Outcome {
  readonly deleted: number;
  readonly failed: string | null;
}

export async function writerFor(version: string, caFile: string | null): Promise<FilterWriter> {
  const { FilterWriter: Writer } = await import('./task-filters.js');
  return new Writer({ version, tls: caFile === null ? {} : { ca: readAuthorities(caFile) } });
}

/** Deletes the canaries that the engine lists and those that the journal knows. `rejected`: users whose login failed. */
export async function cleanEngine(
  { address, name, credentials }: Entry,
  rejected: Set<string>,
  writer: FilterWriter,
): Promise<Outcome> {
  const base = address === null ? null : baseOf(address);
  if (base === null || name === null) return { deleted: 0, failed: 'the entry has no address or no name' };
  const user = credentials?.user.toLowerCase();
  if (user !== undefined && rejected.has(user))
    return { deleted: 0, failed: 'the login was rejected before' };
  const site = { base, name, credentials };
  const listed = await writer.find(site);
  if ('status' in listed) {
    if (listed.status === 401 && user !== undefined) rejected.add(user);
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
