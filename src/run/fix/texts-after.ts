import type { Configuration } from '../../configuration/types.js';
import type { Change, Edit } from '../../core/edit.js';
import type { Finding } from '../../core/finding.js';
import { edited } from '../../edit/edited.js';
import { editedTogether, type Changes } from '../../edit/together.js';
import type { SourceDocument } from '../../load/types.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import { changedFiles, type ChangedText } from '../changed-files.js';
import { goesByPlace } from '../judge/edits/parts.js';
import { placed } from '../judge/edits/show-edits.js';
import type { Loaded } from '../request/configure.js';
import { nameAsked, namedFiles } from '../request/inputs.js';
import type { Texts } from '../request/texts.js';
import type { CheckRequest } from '../request/request.js';

/**
 * The texts of the files after the edits of these findings. An edit that no longer fits after those before it is left for the next round.
 *
 * @throws InputError where a text cannot be put into the file that holds it
 */
export function textsAfter(
  { loaded: { whole }, texts }: { readonly loaded: Loaded; readonly texts: Texts },
  findings: readonly Finding[],
  request: CheckRequest,
): Texts {
  const drafts = draftsOf(whole.configuration, texts, request);
  const wanted = findings.flatMap(({ edits = [] }) => {
    const all = placed(edits, whole.configuration);
    return all === null ? [] : [byFile(all)];
  });
  for (const [name, draft] of drafts)
    makeTogether(
      draft,
      wanted.flatMap((files) => (files.size === 1 ? [files.get(name) ?? []] : [])),
    );
  for (const files of wanted) if (files.size > 1) makeInAll(files, drafts);
  const changes = [...drafts.values()].flatMap(({ document, now }): readonly ChangedText[] =>
    now === document ? [] : [{ document, after: now.file.text }],
  );
  const after = new Map(texts);
  for (const file of changedFiles(changes, true)) after.set(nameAsked(file.name, request), file.after);
  return after;
}

function byFile(edits: readonly Edit[]): ReadonlyMap<string, Changes> {
  const names = new Set(edits.map(({ file }) => file));
  return new Map([...names].map((name) => [name, edits.filter(({ file }) => file === name)]));
}

/** A text that may change, and what has become of it. */
interface Draft {
  readonly document: SourceDocument;
  now: SourceDocument;
}

/** Only texts that were asked for, and that can be written back. */
function draftsOf(
  configuration: Configuration,
  texts: Texts,
  request: CheckRequest,
): ReadonlyMap<string, Draft> {
  const asked = new Set(namedFiles(request.files, texts));
  const own = configuration.files.map(({ document }) => document);
  const writable = own.filter(({ file: { name, carried } }) => {
    if (carried?.form === 'base64') return false;
    return asked.has(nameAsked(carried?.file.name ?? name, request));
  });
  return new Map(writable.map((document) => [document.file.name, { document, now: document }]));
}

/** Several settings may be added at one place, one after the other. More than so many are left for the next round. */
const PASSES = 10;

/** So many characters are read again in one round for changes that cannot be made beside others. */
const READ_AGAIN = 1_000_000;

/**
 * What goes by places in the text is made first: these count in the text that was judged. What gives other items of a list another number
 * is made last.
 */
function makeTogether(draft: Draft, groups: readonly Changes[]): void {
  let left: readonly Changes[] = groups
    .filter((changes) => changes.length > 0)
    .toSorted((a, b) => turnOf(a) - turnOf(b));
  for (let pass = 0; pass < PASSES && left.length > 0; pass += 1) {
    const next = editedTogether(draft.now, left);
    if (next.document === draft.now) break;
    draft.now = next.document;
    left = next.left.filter((changes) => !goesByPlaces(changes));
  }
  // What is left needs one of its changes made before the next, or cannot be made: each reads the text again.
  const { name, text } = draft.document.file;
  for (const changes of left.slice(0, Math.ceil(READ_AGAIN / (text.length + 1))))
    makeInAll(new Map([[name, changes]]), new Map([[name, draft]]));
}

function goesByPlaces(changes: Changes): boolean {
  return changes.some(goesByPlace);
}

function turnOf(changes: Changes): number {
  if (goesByPlaces(changes)) return 0;
  return changes.some(movesItems) ? 2 : 1;
}

function movesItems(change: Change): boolean {
  return change.kind === 'split' || (change.kind === 'remove' && change.item !== undefined);
}

/** All changes of one finding or none of them. */
function makeInAll(files: ReadonlyMap<string, Changes>, drafts: ReadonlyMap<string, Draft>): void {
  const made = new Map<Draft, SourceDocument>();
  for (const [name, changes] of files) {
    const draft = drafts.get(name);
    if (draft === undefined) return;
    if (draft.now !== draft.document && goesByPlaces(changes)) return;
    const text = edited(draft.now, changes);
    if (text === null) return;
    made.set(draft, parseYaml({ ...draft.now.file, text }));
  }
  for (const [draft, now] of made) draft.now = now;
}
