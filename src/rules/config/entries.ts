import type { Configuration, ConfigurationFile, EngineEntry, EntryView } from '../../topology/types.js';
import { ignoresEngines } from './versions.js';

/** An entry and the file that it stands in. */
export interface PlacedEntry {
  readonly file: ConfigurationFile;
  readonly fileName: string;
  readonly each: EntryView;
  readonly entry: EngineEntry;
  readonly alias: string;
}

/** Every entry of every file that Optimize reads; none where the target is an Optimize that ignores engines. */
export function* placedEntries({ files, target }: Configuration): Iterable<PlacedEntry> {
  if (ignoresEngines(target)) return;
  for (const file of files) {
    const fileName = file.document.file.name;
    for (const each of file.entries)
      yield { file, fileName, each, entry: each.entry, alias: each.entry.alias };
  }
}
