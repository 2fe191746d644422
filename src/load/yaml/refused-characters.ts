import type { Diagnosis } from '../hints/diagnosis.js';
import { tabAt } from '../hints/structure.js';
import { escapeAt } from '../hints/values.js';
import type { Span, TextFault } from '../types.js';
import { isBreak } from './scan.js';
import type { Leaf } from './tree.js';

export function syntaxFault({ span, problem, hint, affects }: Diagnosis): TextFault {
  return { kind: 'syntax', span, problem, hint, ...(affects === 'templates' && { template: true }) };
}

/** One finding for all tabs: whoever uses one for structure uses many. */
export function tabFault(text: string, leaves: readonly Leaf[], damaged: readonly Span[]): TextFault | null {
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

/** `\/` and a tab behind a backslash. */
export function escapeFaults(text: string, leaf: Leaf): readonly TextFault[] {
  if (leaf.style !== 'quoted' || text.charAt(leaf.start) !== '"') return [];
  const source = text.slice(leaf.start, leaf.end);
  if (!source.includes('\\')) return [];
  return Array.from(source.matchAll(/\\[\s\S]/gu))
    .filter((match) => match[0] === '\\/' || match[0] === '\\\t')
    .map((match) => syntaxFault(escapeAt(text, leaf.start + match.index)));
}
