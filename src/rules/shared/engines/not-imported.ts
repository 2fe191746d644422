import { oncePer } from '../../../core/memoize.js';
import { quotedList } from '../../../core/text/text.js';
import type { Configuration } from '../../../configuration/types.js';

/** For the data of a hit that does no harm before the import of some engines begins. */
export interface Waiting {
  /** These engines; absent where nothing has to begin. */
  readonly notImported?: readonly string[];
}

/** What is said of the data of all these engines comes about once two of them are imported. */
export function waitingFor(aliases: readonly string[], configuration: Configuration): Waiting {
  const idle = aliases.filter((alias) => isNotImported(alias, configuration));
  return idle.length === 0 || aliases.length - idle.length > 1 ? {} : { notImported: idle };
}

/** Whether no file imports an engine. Where the files import nothing at all, other nodes do, and nobody knows from which engines. */
export function isNotImported(alias: string, configuration: Configuration): boolean {
  const imported = importedIn(configuration);
  return imported.size > 0 && !imported.has(alias);
}

const importedIn = oncePer(
  ({ engines }: Configuration): ReadonlySet<string> =>
    new Set(engines.flatMap(({ alias, importEnabled }) => (importEnabled === false ? [] : [alias]))),
);

/** `once "eu" is imported, `: what comes before a consequence that waits for that. */
export function onceImported(idle: Waiting['notImported']): string {
  return idle === undefined ? '' : `once ${quotedList(idle)} ${idle.length === 1 ? 'is' : 'are'} imported, `;
}
