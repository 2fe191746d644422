import type { Change } from '../core/edit.js';
import type { SourceDocument } from '../load/types.js';
import { parseYaml } from '../load/yaml/yaml.js';
import { replacementsFor } from './change.js';
import { isReadable, saysOnly } from './edited.js';
import { meaningAfter, meaningOf, type Meaning } from './meaning.js';
import { applied, type Replacement } from './ranges.js';

/** What has to be changed in one go, or not at all. */
export type Changes = readonly Change[];

/** A text with changes made, and what could not be made with them. */
export interface Together {
  readonly document: SourceDocument;
  readonly left: readonly Changes[];
}

/**
 * Makes as many groups of changes as can be made next to each other, and reads the text again once for all of them. Those that meet another
 * one at the same place are left, and those that cannot be made in this file.
 */
export function editedTogether(document: SourceDocument, groups: readonly Changes[]): Together {
  if (groups.length === 0 || document.root === null || !isReadable(document))
    return { document, left: groups };
  const { chosen, left } = apart(document, groups);
  const next = verified(document, chosen);
  if (next !== null) return { document: next, left };
  if (chosen.length <= 1) return { document, left: groups };
  // One of them says something else beside the others: the halves are tried one after the other.
  const middle = chosen.length >> 1;
  const first = editedTogether(document, chosen.slice(0, middle).map(changesOf));
  const rest = chosen.slice(middle).map(changesOf);
  if (first.document !== document)
    return { document: first.document, left: [...first.left, ...rest, ...left] };
  const second = editedTogether(document, rest);
  return { document: second.document, left: [...first.left, ...second.left, ...left] };
}

interface Planned {
  readonly changes: Changes;
  readonly replacements: readonly Replacement[];
}

function changesOf({ changes }: Planned): Changes {
  return changes;
}

/** The groups of which no piece of text meets that of another one. */
function apart(
  document: SourceDocument,
  groups: readonly Changes[],
): { readonly chosen: readonly Planned[]; readonly left: readonly Changes[] } {
  const planned = groups.map((changes) => {
    const all = changes.map((change) => replacementsFor(document, change));
    return { changes, replacements: all.every((each) => each !== null) ? all.flat() : null };
  });
  const pieces = planned.flatMap(({ replacements }, group) =>
    (replacements ?? []).map((piece) => ({ piece, group })),
  );
  const refused = new Set<number>();
  let last: Replacement | null = null;
  for (const { piece, group } of pieces.toSorted(
    (a, b) => a.piece.start - b.piece.start || a.group - b.group,
  )) {
    if (last !== null && meets(last, piece)) refused.add(group);
    if (!refused.has(group)) last = piece;
  }
  const chosen: Planned[] = [];
  const left: Changes[] = [];
  for (const [group, { changes, replacements }] of planned.entries()) {
    if (replacements === null || refused.has(group)) left.push(changes);
    else chosen.push({ changes, replacements });
  }
  return { chosen, left };
}

/** Text that is put in has no place of its own beside what ends or begins there. */
function meets(before: Replacement, after: Replacement): boolean {
  if (after.start < before.end) return true;
  const isPutIn = before.start === before.end || after.start === after.end;
  return isPutIn && after.start === before.end;
}

/** The text with all of it, where it then says just what every change wants. */
function verified(document: SourceDocument, chosen: readonly Planned[]): SourceDocument | null {
  if (chosen.length === 0 || document.root === null) return null;
  let wanted: Meaning | null = meaningOf(document.root);
  for (const change of chosen.flatMap(({ changes }) => changes)) {
    wanted = meaningAfter(document, change, wanted);
    if (wanted === null) return null;
  }
  const replacements = chosen.flatMap((each) => each.replacements);
  const result = parseYaml({ ...document.file, text: applied(document.file.text, replacements) });
  return saysOnly(document, result, wanted) ? result : null;
}
