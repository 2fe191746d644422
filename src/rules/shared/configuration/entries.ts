import { oncePer } from '../../../core/memoize.js';
import type {
  Configuration,
  ConfigurationFile,
  EngineEntry,
  EntryView,
} from '../../../configuration/types.js';
import { ignoresEngines } from '../../../optimize/target.js';

/** An entry and the file that it stands in. */
export interface PlacedEntry {
  readonly file: ConfigurationFile;
  readonly fileName: string;
  readonly each: EntryView;
  readonly entry: EngineEntry;
  readonly alias: string;
}

/** Every entry of every file that Optimize reads; none where the target is an Optimize that ignores engines. */
export const placedEntries = oncePer(({ files, target }: Configuration): readonly PlacedEntry[] =>
  ignoresEngines(target) ? [] : files.flatMap(entriesIn),
);

function entriesIn(file: ConfigurationFile): readonly PlacedEntry[] {
  const fileName = file.document.file.name;
  return file.entries.map((each) => ({ file, fileName, each, entry: each.entry, alias: each.entry.alias }));
}
