import { addressOf } from '../../advice/address.js';
import { refusalsOf } from '../../advice/refusals.js';
import type { Candidate, Member } from '../../advice/types.js';
import type { Configuration, EngineEntry, EntryView } from '../../configuration/types.js';
import type { Vault } from '../../configuration/logins.js';
import { UsageError } from '../../core/errors.js';
import { valueOrNull } from '../../core/observed.js';
import { entryToKeep } from '../../rules/shared/engines/database-groups.js';
import type { Databases, EngineSubject } from '../../topology/types.js';
import type { Landscape } from '../examine.js';
import { knownAliases } from '../request/aliases.js';

/** The configuration with what may not be printed: logins are compared, addresses taken apart. */
export interface Source {
  readonly configuration: Configuration;
  readonly vault: Vault;
}

/** The groups that the verdicts found, copies and undecided ones included: those are refused with their reason. */
export function foundGroups(landscape: Landscape, source: Source): readonly Candidate[] {
  const sameNode = [...landscape.databases.pairs.values()]
    .filter(({ verdict }) => verdict === 'same-node')
    .map(({ engines }) => engines);
  return landscape.databases.groups.map((group) => ({
    ...membersOf(group.engines, source, landscape.subjects),
    sharing: group.verdict,
    certainty: group.certainty,
    undecidedBecause: group.undecidedBecause,
    sameNode,
  }));
}

/** What keeps each group from becoming one entry: decided here once, for `balancer` and for what `doctor` advises. */
export function withRefusals(landscape: Landscape, source: Source): Databases {
  const { groups, pairs } = landscape.databases;
  const candidates = foundGroups(landscape, source);
  return {
    pairs,
    groups: groups.map((group, index) => {
      const candidate = candidates[index];
      return candidate === undefined ? group : { ...group, refusals: refusalsOf(candidate) };
    }),
  };
}

/** A group that the user names. Throws UsageError for an alias that no file has. */
export function claimedGroup(aliases: readonly string[], source: Source): Candidate {
  const there = source.configuration.engines.map(({ alias }) => alias);
  const unknown = aliases.find((alias) => !there.includes(alias));
  if (unknown !== undefined) {
    throw new UsageError(`--group: no file has an engine "${unknown}"`, knownAliases(unknown, there));
  }
  return {
    ...membersOf([...new Set(aliases)], source, []),
    sharing: 'claimed',
    certainty: 'weak',
    undecidedBecause: null,
    sameNode: [],
  };
}

function membersOf(
  aliases: readonly string[],
  source: Source,
  subjects: readonly EngineSubject[],
): Pick<Candidate, 'members' | 'keep'> {
  const { configuration } = source;
  const entries = aliases.flatMap(
    (alias) => configuration.engines.find((entry) => entry.alias === alias) ?? [],
  );
  const logins = loginsOf(entries, source);
  const members = entries.map((entry, index) => memberOf(entry, logins[index] ?? null, source, subjects));
  const views = entries.map((entry) => ({ entry, facts: {}, configuration }));
  return { members, keep: entryToKeep(aliases, views) };
}

function memberOf(
  entry: EngineEntry,
  login: string | null,
  { vault }: Source,
  subjects: readonly EngineSubject[],
): Member {
  const subject = subjects.find((each) => each.entry.alias === entry.alias);
  const rest = vault.addressOf(entry);
  return {
    alias: entry.alias,
    address: rest === null ? null : addressOf(rest),
    name: entry.name,
    version: subject === undefined ? null : valueOrNull(subject.facts.version),
    login,
    defaultTenant: entry.defaultTenant?.id ?? null,
    excludedTenants: entry.excludedTenants,
  };
}

/** Numbers the different logins, so that nothing secret leaves here. Null where some have no value yet and others have. */
function loginsOf(entries: readonly EngineEntry[], source: Source): readonly (string | null)[] {
  const identities = entries.map((entry) => loginOf(entry, source));
  const mixed = new Set(identities.map(({ known }) => known)).size > 1;
  const distinct = [...new Set(identities.map(({ identity }) => identity))];
  return identities.map(({ known, identity }) =>
    mixed && !known ? null : `login ${distinct.indexOf(identity) + 1}`,
  );
}

/** What an entry logs in with; where a placeholder has no value, what is written there: equal texts get equal values. */
function loginOf(entry: EngineEntry, { configuration, vault }: Source): { known: boolean; identity: string } {
  if (entry.authentication?.enabled !== true) return { known: true, identity: 'none' };
  const credentials = vault.credentialsOf(entry);
  if (credentials !== null) {
    return { known: true, identity: JSON.stringify([credentials.user, credentials.password]) };
  }
  const view = viewOf(entry, configuration);
  const written = ['authentication/user', 'authentication/password'].map((path) => {
    const node = view?.node(path);
    return node?.kind === 'scalar' ? node.raw : null;
  });
  return { known: false, identity: JSON.stringify(written) };
}

function viewOf(entry: EngineEntry, { fileNamed }: Configuration): EntryView | undefined {
  const file = fileNamed(entry.file);
  return file?.entries.find((view) => view.entry.alias === entry.alias);
}
