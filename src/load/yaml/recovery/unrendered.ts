import type { Diagnosis } from '../../hints/diagnosis.js';
import { templateAt } from '../../hints/structure.js';
import { TEMPLATE } from '../problems.js';
import { attempt, decodeAgain, type Reading } from '../attempt.js';
import { blanked } from './everywhere.js';
import { lineEnd, lineStart } from '../scan.js';
import type { Tree } from '../tree.js';
import type { SourceNode, Span } from '../../types.js';

/** A place that a template was to fill. */
interface Gap {
  readonly span: Span;
  /** What stands below it comes or goes with it. */
  readonly isKey: boolean;
}

/**
 * The text without the lines that a template was to fill, where it can be read with them as well: `{{ x }}` is a mapping, `"{{ x }}"` a
 * text. What will stand there is not known, so nothing else is said of it. Null where there are none.
 */
export function withoutUnrendered({ text, ...before }: Reading, tree: Tree): Reading | null {
  const gaps = gapsIn(text, tree).toSorted((a, b) => a.span.start - b.span.start);
  const [first] = gaps;
  if (first === undefined) return null;
  const lines = apart(gaps.map((gap) => linesOf(text, gap)));
  const repaired = blanked(text, lines);
  const result = attempt(repaired);
  if (!('events' in result)) return null;
  return {
    text: repaired,
    events: result.events.map(decodeAgain),
    diagnoses: withTemplate(before.diagnoses, text, first),
    damaged: [...before.damaged, ...lines],
    repaired: true,
  };
}

/** One cause, however many it left: the first of those that could not be read stands for all. */
function withTemplate(diagnoses: readonly Diagnosis[], text: string, first: Gap): readonly Diagnosis[] {
  if (diagnoses.some(({ affects }) => affects === 'templates')) return diagnoses;
  const start = text.indexOf('{{', Math.max(0, first.span.start - 1));
  return [templateAt(text, { start, end: start + 2 }), ...diagnoses];
}

/** Those in texts below `engines` only: elsewhere, as in the text of an alert, Optimize itself fills some of them. */
function gapsIn(text: string, { root, faults }: Tree): readonly Gap[] {
  const bare = faults.flatMap((fault) =>
    fault.kind === 'syntax' && fault.problem === TEMPLATE.problem
      ? [{ span: fault.span, isKey: /^\}\s*:/u.test(text.slice(fault.span.end, fault.span.end + 9)) }]
      : [],
  );
  const engines = root?.kind === 'mapping' ? root.byKey.get('engines')?.value : undefined;
  return engines === undefined ? bare : [...bare, ...textsIn(engines)];
}

const WHOLE = /^\s*\{\{.*\}\}\s*$/su;
const PART = /\{\{[^{}]*\}\}/u;
/** Where a template may stand inside of a value; a password may hold braces of its own. */
const ADDRESSES: ReadonlySet<string> = new Set(['rest', 'endpoint', 'name']);

function* textsIn(top: SourceNode): Iterable<Gap> {
  const open: { readonly node: SourceNode; readonly key: string }[] = [{ node: top, key: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, key } = next;
    if (node.kind === 'scalar') {
      const text = node.text ?? '';
      if (WHOLE.test(text) || (ADDRESSES.has(key) && PART.test(text)))
        yield { span: node.span, isKey: false };
    } else if (node.kind === 'sequence') {
      for (const item of node.items) open.push({ node: item, key });
    } else {
      for (const entry of node.entries) {
        if (WHOLE.test(entry.key)) yield { span: entry.keySpan, isKey: true };
        else open.push({ node: entry.value, key: entry.key });
      }
    }
  }
}

/** The lines of a value; of a key also those that are indented further. */
function linesOf(text: string, { span, isKey }: Gap): Span {
  const start = lineStart(text, span.start);
  let end = lineEnd(text, span.end);
  if (!isKey) return { start, end };
  const margin = indentAt(text, start);
  for (let next = nextLine(text, end); next < text.length; next = nextLine(text, lineEnd(text, next))) {
    if (lineEnd(text, next) > next && indentAt(text, next) <= margin) break;
    end = lineEnd(text, next);
  }
  return { start, end };
}

function indentAt(text: string, start: number): number {
  let at = start;
  while (text.charAt(at) === ' ') at += 1;
  return at - start;
}

/** Behind the line break at an offset. */
function nextLine(text: string, end: number): number {
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

/** Without those that lie inside others; they come in their order. */
function apart(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}
