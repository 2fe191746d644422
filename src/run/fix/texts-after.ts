import type { Configuration } from '../../configuration/types.js';
import type { Change } from '../../core/edit.js';
import type { Finding } from '../../core/finding.js';
import { edited } from '../../edit/edited.js';
import type { SourceDocument } from '../../load/types.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import { changedFiles, type ChangedText } from '../changed-files.js';
import { goesByPlace, placed } from '../judge/show-edits.js';
import type { Loaded } from '../request/configure.js';
import { nameAsked, namedFiles, type Texts } from '../request/inputs.js';
import type { CheckRequest } from '../request/request.js';

/**
 * The texts of the files after the edits of these findings, one after the other. An edit that no longer fits after those before it is left
 * for the next round.
 *
 * @throws InputError where a text cannot be put into the file that holds it
 */
export function textsAfter(
  { loaded: { whole }, texts }: { readonly loaded: Loaded; readonly texts: Texts },
  findings: readonly Finding[],
  request: CheckRequest,
): Texts {
  const drafts = draftsOf(whole.configuration, request);
  for (const { edits = [] } of findings) {
    const all = placed(edits, whole.configuration);
    if (all !== null) make(all, drafts);
  }
  const changes = [...drafts.values()].flatMap(({ document, now }): readonly ChangedText[] =>
    now === document ? [] : [{ document, after: now.file.text }],
  );
  const after = new Map(texts);
  for (const file of changedFiles(changes, true)) after.set(nameAsked(file.name, request), file.after);
  return after;
}

/** A text that may change, and what has become of it. */
interface Draft {
  readonly document: SourceDocument;
  now: SourceDocument;
}

/** Only texts that were asked for, and that can be written back. */
function draftsOf(configuration: Configuration, request: CheckRequest): Map<string, Draft> {
  const asked = new Set(namedFiles(request.files));
  const own = configuration.files.map(({ document }) => document);
  const writable = own.filter(({ file: { name, carried } }) => {
    if (carried?.form === 'base64') return false;
    return asked.has(nameAsked(carried?.file.name ?? name, request));
  });
  return new Map(writable.map((document) => [document.file.name, { document, now: document }]));
}

/** All changes of one finding or none of them. */
function make(edits: readonly (Change & { readonly file: string })[], drafts: Map<string, Draft>): void {
  const made = new Map<Draft, SourceDocument>();
  for (const name of new Set(edits.map(({ file }) => file))) {
    const draft = drafts.get(name);
    if (draft === undefined) return;
    const changes = edits.filter(({ file }) => file === name);
    // Places in a text are those of the text that was judged.
    if (draft.now !== draft.document && changes.some(goesByPlace)) return;
    const text = edited(draft.now, changes);
    if (text === null) return;
    made.set(draft, parseYaml({ ...draft.now.file, text }));
  }
  for (const [draft, now] of made) draft.now = now;
}
