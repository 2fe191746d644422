import type { Change } from '../core/edit.js';
import { countsOf } from '../core/grouped.js';
import type { SourceDocument } from '../load/types.js';
import { parseYaml } from '../load/yaml/yaml.js';
import { replacementsFor } from './change.js';
import { isSame, meaningAfter, meaningOf, type Meaning } from './meaning.js';
import { applied } from './ranges.js';

/**
 * The text with the changes made, one after the other, each read again as Optimize reads it. Null where one of them cannot be made in
 * this file, or where the text would then say anything else than what is wanted: a wrong edit is worse than none.
 */
export function edited(document: SourceDocument, changes: readonly Change[]): string | null {
  return editedDocument(document, changes)?.file.text ?? null;
}

/** The same as it is read. */
export function editedDocument(document: SourceDocument, changes: readonly Change[]): SourceDocument | null {
  let current: SourceDocument | null = document;
  for (const change of changes) {
    current = changed(current, change);
    if (current === null) return null;
  }
  return current;
}

function changed(document: SourceDocument, change: Change): SourceDocument | null {
  const wanted = isReadable(document) ? meaningAfter(document, change) : null;
  const replacements = wanted === null ? null : replacementsFor(document, change);
  if (wanted === null || replacements === null) return null;
  const { file } = document;
  const result = parseYaml({ name: file.name, text: applied(file.text, replacements) });
  return saysOnly(document, result, wanted) ? result : null;
}

/** Whether the text after a change can be read as well as before, and says what is wanted. */
export function saysOnly(before: SourceDocument, after: SourceDocument, wanted: Meaning): boolean {
  const sound = after.root !== null && isReadable(after) && hasNoNewFault(before, after);
  return sound && isSame(meaningOf(after.root), wanted);
}

/** Where a text is damaged, positions are guesses. A fault that damages nothing, like a tab behind a value, is in nobody's way. */
export function isReadable({ damaged, faults }: SourceDocument): boolean {
  return damaged.length === 0 && !faults.some(({ kind }) => kind === 'encoding');
}

function hasNoNewFault({ faults: before }: SourceDocument, { faults: after }: SourceDocument): boolean {
  const allowed = countsOf(before.map(({ kind }) => kind));
  return [...countsOf(after.map(({ kind }) => kind))].every(
    ([kind, count]) => count <= (allowed.get(kind) ?? 0),
  );
}
