import { oncePer } from '../../../core/memoize.js';
import type { Hit } from '../../../core/rule.js';
import type {
  Configuration,
  ConfigurationFile,
  EntryView,
  Setting,
  Substitution,
} from '../../../configuration/types.js';
import { enginesAt } from '../words.js';

const byPointer = oncePer(
  ({ substitutions }: ConfigurationFile) => new Map(substitutions.map((each) => [each.pointer, each])),
);

/** What Optimize makes of the placeholders at a pointer, if there are any. */
export function substitutionAt(file: ConfigurationFile, pointer: string): Substitution | undefined {
  return byPointer(file).get(pointer);
}

/** Whether a value is a mere default of a placeholder while nobody gave values for this run: where it counts, it will be another. */
export function isOnlyDefault(file: ConfigurationFile, pointer: string): boolean {
  const placeholders = substitutionAt(file, pointer)?.placeholders ?? [];
  return (
    !file.valuesSupplied &&
    placeholders.length > 0 &&
    placeholders.every(({ origin }) => origin === 'default')
  );
}

/** Whether the braces or the number of placeholders spoil the value: that is the finding, not what comes of it. */
export function isSpoiled(file: ConfigurationFile, pointer: string): boolean {
  const shape = substitutionAt(file, pointer)?.shape;
  return shape === 'several' || shape === 'brace';
}

/** A text as it may be printed: `<NAME>` stands for the value of a variable. */
export function shownText(file: ConfigurationFile, { pointer, text }: Setting): string {
  return substitutionAt(file, pointer)?.reads ?? text ?? '';
}

/**
 * What a value is compared by with others of the same file: as long as a variable has no value, the text that asks for it, which becomes the
 * same wherever it stands. Null where neither is known, and for secrets.
 */
export function writtenOrRead(file: ConfigurationFile, { state, pointer, text }: Setting): string | null {
  return state === 'unresolved' ? (substitutionAt(file, pointer)?.written ?? null) : text;
}

/** The variable whose value makes a text what it is; null where the file itself says it. */
export function variableBehind(file: ConfigurationFile, pointer: string): string | null {
  const given = substitutionAt(file, pointer)?.placeholders.find(({ origin }) => origin !== 'default');
  return given?.name ?? null;
}

/** The address of an entry as it may be printed: user info masked, `<NAME>` for the value of a variable. */
export function shownAddress(file: ConfigurationFile, each: EntryView): string {
  const reads = substitutionAt(file, each.setting('rest').pointer)?.reads;
  return reads?.replace(/\/$/u, '') ?? each.entry.rest ?? '';
}

/** A value whose placeholders do not become what they look like, and what Optimize reads instead where that may be printed. */
export interface SpoiledValue {
  readonly pointer: string;
  readonly reads: string | null;
}

/** A hit for every value whose placeholders are spoiled in one way. */
export function* spoiledValues(
  { files }: Configuration,
  spoiledBy: Substitution['shape'],
): Iterable<Hit<SpoiledValue>> {
  for (const { document, substitutions } of files) {
    for (const { pointer, shape, reads } of substitutions) {
      if (shape !== spoiledBy) continue;
      yield {
        data: { pointer, reads },
        engines: enginesAt(pointer),
        at: [{ file: document.file.name, pointer, part: 'value' }],
        subject: pointer,
      };
    }
  }
}

/** The names of all variables that files ask for. */
export function variablesIn({ files }: Configuration): ReadonlySet<string> {
  const substitutions = files.flatMap((file) => file.substitutions);
  return new Set(substitutions.flatMap(({ placeholders }) => placeholders.map(({ name }) => name)));
}
