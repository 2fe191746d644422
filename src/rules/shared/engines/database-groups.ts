import type { Edit } from '../../../core/edit.js';
import type { Place } from '../../../core/rule.js';
import { inShell } from '../../../core/text/shell.js';
import { pairKey } from '../../../topology/pairs.js';
import type { Databases, DatabaseGroup, EngineView, VerdictKind } from '../../../topology/types.js';

/** The groups of one verdict, for engines that a rule may look at. */
export function groupsOf(databases: Databases, verdict: VerdictKind): readonly DatabaseGroup[] {
  return databases.groups.filter((group) => group.verdict === verdict);
}

/** Whether the configuration alone already says that all of a group are one engine (the address and name of the first). */
export function sameByConfiguration(
  [first = '', ...others]: readonly string[],
  databases: Databases,
): boolean {
  return others.every((other) => databases.pairs.get(pairKey(first, other))?.offline === true);
}

/** The entry that stays when the others go: the first that is imported, else the first. */
export function entryToKeep(aliases: readonly string[], engines: readonly EngineView<never>[]): string {
  const entries = engines.filter(({ entry }) => aliases.includes(entry.alias)).map(({ entry }) => entry);
  const keep = entries.find(({ importEnabled }) => importEnabled === true) ?? entries[0];
  return keep?.alias ?? aliases[0] ?? '';
}

/** The kept entry first, then those that go. */
export function placesOf(aliases: readonly string[], keep: string, note: string): readonly Place[] {
  const others = aliases.filter((alias) => alias !== keep);
  return [{ engine: keep, setting: 'rest' }, ...others.map((engine) => ({ engine, setting: 'rest', note }))];
}

/** The entries of a group go but for one, in every file that has them. */
export function removalOf(
  aliases: readonly string[],
  keep: string,
  { engines }: EngineView<never>['configuration'],
): readonly Edit[] {
  return engines
    .filter(({ alias }) => alias !== keep && aliases.includes(alias))
    .map(({ file, pointer }) => ({ kind: 'remove', file, pointer }));
}

/** What `multi-engine balancer` has to be told to speak of these engines. */
export function balancerArguments(
  keep: string,
  engines: readonly string[],
  { engines: entries, fileNamed }: EngineView<never>['configuration'],
): string {
  const file = entries.find(({ alias }) => alias === keep)?.file ?? '';
  const [, base] = fileNamed(file)?.documents ?? [];
  const below = base === undefined ? '' : ` --base ${inShell(base.file.name)}`;
  return `${inShell(file)}${below} --engine ${inShell(engines.join(','))}`;
}
