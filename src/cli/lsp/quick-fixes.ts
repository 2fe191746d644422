import type { CodeAction, Range, TextEdit } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { InputError } from '../../core/errors.js';
import type { Finding } from '../../core/finding.js';
import { shortened } from '../../core/text/text.js';
import { alignedSteps } from '../../edit/align.js';
import { fixedState } from '../../run/fix/fixed-state.js';
import { textsAfter } from '../../run/fix/texts-after.js';
import { diagnosticOf, placeIn } from './diagnostics.js';
import type { Judged, Judging } from './judging.js';
import { rangeOf } from './places.js';

export const FIX_ALL = 'source.fixAll.multi-engine';

/** Each is tried on the whole text. A range may be the whole document. */
const MOST = 20;

interface Asked {
  readonly name: string;
  readonly document: TextDocument;
  readonly judged: Judged;
  readonly judging: Judging;
}

/** What an editor offers to change: the edit of each finding at the cursor, and all that `validate --fix` would make; `only` some kinds. */
export async function codeActions(
  asked: Asked,
  range: Range,
  only: readonly string[] | null,
): Promise<readonly CodeAction[]> {
  const { state } = asked.judged;
  if (state === null) return [];
  const wants = (kind: string): boolean =>
    only === null || only.some((each) => kind === each || kind.startsWith(`${each}.`));
  const here = state.offered.filter((finding) => touches(asked, finding, range));
  return [
    ...(wants('quickfix') ? here.slice(0, MOST).flatMap((finding) => quickFix(asked, finding) ?? []) : []),
    ...(wants(FIX_ALL) && (only !== null || here.length > 0) ? await fixAll(asked) : []),
  ];
}

function touches({ name, judged }: Asked, finding: Finding, { start, end }: Range): boolean {
  const place = placeIn(name, finding);
  if (place === null) return false;
  const { start: from, end: to } = rangeOf(place, judged.hasMark);
  return !isBefore(end, from) && !isBefore(to, start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function quickFix(asked: Asked, finding: Finding): CodeAction | null {
  const edits = editsTo(asked, textAfter(asked, finding));
  if (edits.length === 0) return null;
  const { name, document, judged } = asked;
  return {
    title: titleOf(finding),
    kind: 'quickfix',
    diagnostics: [diagnosticOf({ name, uri: document.uri }, finding, judged.hasMark)],
    edit: { changes: { [document.uri]: [...edits] } },
  };
}

function titleOf({ rule, advice, remedy }: Finding): string {
  const [words = ''] = (advice?.words ?? remedy).split('\n');
  return `${rule}: ${shortened(words.replace(/:$/u, ''), 100)}`;
}

/** The text is the editor's own: nothing comes back that it did not send. */
function textAfter({ name, judged: { state, request } }: Asked, finding: Finding): string | null {
  if (state === null || request === null) return null;
  try {
    return textsAfter(state, [finding], request).get(name) ?? null;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

async function fixAll(asked: Asked): Promise<readonly CodeAction[]> {
  const { name, document, judged, judging } = asked;
  if (judged.state === null || judged.request === null) return [];
  const how = { request: judged.request, context: judging.contextFor(), all: false };
  const after = await fixedState(judged.state, how);
  const edits = editsTo(asked, after.texts.get(name) ?? null);
  if (edits.length === 0) return [];
  return [
    {
      title: 'Make every edit that cannot change what is imported',
      kind: FIX_ALL,
      edit: { changes: { [document.uri]: [...edits] } },
    },
  ];
}

/** The lines that differ, and of these only what differs. */
function editsTo({ document, judged: { text, hasMark } }: Asked, after: string | null): readonly TextEdit[] {
  if (after === null || after === text) return [];
  const edits: TextEdit[] = [];
  let at = hasMark ? 1 : 0;
  let [removed, added] = ['', ''];
  const flush = (): void => {
    if (removed !== added) edits.push(trimmed(document, at, removed, added));
    at += removed.length;
    [removed, added] = ['', ''];
  };
  for (const { kind, line } of alignedSteps(linesOf(text), linesOf(after))) {
    if (kind === '-') removed += line;
    else if (kind === '+') added += line;
    else {
      flush();
      at += line.length;
    }
  }
  flush();
  return edits;
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

function trimmed(document: TextDocument, at: number, removed: string, added: string): TextEdit {
  const shorter = Math.min(removed.length, added.length);
  let head = 0;
  while (head < shorter && removed[head] === added[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && removed.at(-1 - tail) === added.at(-1 - tail)) tail += 1;
  return {
    range: {
      start: document.positionAt(at + head),
      end: document.positionAt(at + removed.length - tail),
    },
    newText: added.slice(head, added.length - tail),
  };
}
