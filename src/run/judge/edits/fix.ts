import type { Location, Replacement } from '../../../core/finding.js';
import type { Edit } from '../../../core/edit.js';
import { MASK } from '../../../core/text/secret-text.js';

/**
 * The shown lines of an edit as changes that a program can make; undefined where they do not say all: a secret is masked in them, a long
 * run is left out, or the lines are those of another file than the one that the finding points into.
 */
export function fixOf(
  lines: readonly string[] | null,
  edits: readonly Edit[],
  locations: readonly Location[],
): readonly Replacement[] | undefined {
  const [file, ...others] = new Set([...edits, ...locations].map((each) => each.file));
  if (lines === null || file === undefined || others.length > 0) return undefined;
  // Inside another file a text has lines of its own.
  if (locations.some(({ embedded }) => embedded !== undefined)) return undefined;
  const changed = lines.filter((line) => !line.startsWith('@@'));
  if (changed.some((line) => line.includes(MASK) || /^[-+ ] … \d+ more lines$/u.test(line))) return undefined;
  return replacementsIn(file, lines);
}

function replacementsIn(file: string, lines: readonly string[]): readonly Replacement[] {
  const found: { file: string; line: number; count: number; lines: string[] }[] = [];
  let at = 0;
  let current: (typeof found)[number] | null = null;
  for (const line of lines) {
    const start = /^@@ -(\d+),(\d+) /u.exec(line);
    if (start !== null) {
      // An empty range names the line before it.
      at = Number(start[1]) + (start[2] === '0' ? 1 : 0);
      current = null;
    } else if (line.startsWith(' ')) {
      at += 1;
      current = null;
    } else {
      if (current === null) found.push((current = { file, line: at, count: 0, lines: [] }));
      if (line.startsWith('+')) current.lines.push(line.slice(1));
      else {
        current.count += 1;
        at += 1;
      }
    }
  }
  return found;
}
