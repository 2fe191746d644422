import type { Diagnosis } from '../hints/diagnosis.js';
import { tabAt } from '../hints/structure.js';
import { escapeAt } from '../hints/values.js';
import type { Reading } from './recover.js';
import { isBreak } from './scan.js';
import type { Leaf, Tree } from './tree.js';
import type { Span, TextFault } from '../types.js';

/**
 * Text that the parser used here accepts, because YAML 1.2 does, and that Optimize's YAML 1.1 reader refuses: tabs between values, `\/`
 * in double quotes, anchors and aliases with a point or slash in their name.
 */
export function refusals(
  text: string,
  { leaves, faults }: Tree,
  { diagnoses, damaged }: Reading,
): readonly TextFault[] {
  const isReported = diagnoses.some(({ affects }) => affects === 'tabs');
  const tab = text.includes('\t') && !isReported ? tabFault(text, leaves, damaged) : null;
  const escapes = text.includes('\\') ? leaves.flatMap((leaf) => escapeFaults(text, leaf)) : [];
  return [...(tab === null ? [] : [tab]), ...escapes, ...faults.filter(hasRefusedName).map(nameFault)];
}

export function syntaxFault({ span, problem, hint, affects }: Diagnosis): TextFault {
  return { kind: 'syntax', span, problem, hint, ...(affects === 'templates' && { template: true }) };
}

/** One finding for all tabs: whoever uses one for structure uses many. */
function tabFault(text: string, leaves: readonly Leaf[], damaged: readonly Span[]): TextFault | null {
  let next = 0;
  for (const tab of tabsIn(text)) {
    const { at } = tab;
    while (next < leaves.length && (leaves[next]?.end ?? 0) <= at) next += 1;
    if (isAllowedTab(tab, leaves[next], leaves[next - 1]) || damaged.some((span) => contains(span, at)))
      continue;
    return syntaxFault(tabAt(at, 'a tab between values; YAML allows only spaces there'));
  }
  return null;
}

/** A tab, where its line begins, and the last `#` and the last character but blanks before it, on whatever line. */
interface Tab {
  readonly at: number;
  readonly line: number;
  readonly hash: number;
  readonly filled: number;
}

function* tabsIn(text: string): Iterable<Tab> {
  let [line, hash, filled] = [0, -1, -1];
  for (const { 0: part, index: at } of text.matchAll(/[\t\n\r#]|[^\s#]+/gu)) {
    if (part === '\t') yield { at, line, hash, filled };
    else if (isBreak(part)) line = at + 1;
    else filled = at + part.length - 1;
    if (part === '#') hash = at;
  }
}

function isAllowedTab({ at, line, hash, filled }: Tab, leaf?: Leaf, before?: Leaf): boolean {
  if (leaf !== undefined && leaf.start <= at) {
    if (leaf.style === 'block') return leaf.start < line || hash >= line;
    return leaf.style !== 'plain' || filled >= line;
  }
  const since = Math.max(line, before?.end ?? 0);
  if (hash >= since) return true;
  // Behind a plain text, blanks and tabs alike belong to its end.
  return before?.style === 'plain' && before.end >= line && filled < since;
}

function contains(span: Span, at: number): boolean {
  return span.start <= at && at < span.end;
}

function escapeFaults(text: string, leaf: Leaf): readonly TextFault[] {
  if (leaf.style !== 'quoted' || text.charAt(leaf.start) !== '"') return [];
  const source = text.slice(leaf.start, leaf.end);
  if (!source.includes('\\')) return [];
  return Array.from(source.matchAll(/\\[\s\S]/gu))
    .filter((match) => match[0] === '\\/' || match[0] === '\\\t')
    .map((match) => syntaxFault(escapeAt(text, leaf.start + match.index)));
}

/** An anchor or alias whose name has characters that Optimize's reader does not allow in one. */
export function hasRefusedName(fault: TextFault): boolean {
  return (fault.kind === 'anchor' || fault.kind === 'alias') && /[:,[\]{}/.*&]/u.test(fault.name);
}

function nameFault({ kind, span }: TextFault): TextFault {
  const problem = `${kind === 'anchor' ? '&' : '*'} has a meaning of its own at the start of a value`;
  return { kind: 'syntax', span, problem, hint: 'Put the value in quotes.' };
}
