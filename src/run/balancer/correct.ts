import type { PlacedGroup, Plan } from '../../advice/types.js';
import { interpret, type Interpretation } from '../../configuration/interpret.js';
import type { ConfigurationFile, EngineEntry } from '../../configuration/types.js';
import type { SourceDocument, TextFault } from '../../load/types.js';
import type { Change as Edit } from '../../core/edit.js';
import { InputError } from '../../core/errors.js';
import { quotedList } from '../../core/text/text.js';
import { edited } from '../../edit/edited.js';
import { editedTogether, type Changes } from '../../edit/together.js';
import { changedFiles, type ChangedFile, type ChangedText } from '../changed-files.js';
import { nodeAt } from '../../load/locate.js';
import { childPointer } from '../../core/text/pointer.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import type { CheckRequest } from '../request/request.js';
import { readVariablesFile } from '../request/variables.js';

/** What happens to the entries of one group. `rest` null leaves the address as it is. */
interface Change {
  readonly keep: string;
  readonly gone: readonly string[];
  readonly rest: string | null;
}

/**
 * The files as they should be. Each result was read again as Optimize would read it: it has the entries it should have, the others are
 * as they were, and no new fault.
 *
 * @throws InputError where a file cannot be corrected without a decision of its owner
 */
export function correctFiles(
  files: readonly ConfigurationFile[],
  plans: readonly Plan[],
  placed: readonly PlacedGroup[],
  request: Rereading,
): readonly ChangedFile[] {
  const changes = plans.flatMap((plan): readonly Change[] => {
    if (plan.kind === 'refused') return [];
    const { keep, gone } = plan;
    return [{ keep, gone, rest: placed.find((group) => group.keep === keep)?.rest ?? null }];
  });
  const read = reader(request);
  const corrected = files.map((file) => correctFile(file, changes, read));
  // The engines of several nodes may stand in one base.
  const texts = [...new Map(corrected.map((each) => [each.document.file.name, each])).values()];
  return changedFiles(texts, request.files.includes('-'));
}

/** The file in which the engines stand: the base where the file over it has none. */
function sourceOf(file: ConfigurationFile): SourceDocument {
  return file.holderOf('/engines');
}

type Read = (file: ConfigurationFile, text: string) => Interpretation;

/** What a text is read with once more: the files of a manifest have variables of their own. */
export type Rereading = Pick<
  CheckRequest,
  'files' | 'environment' | 'variablesFiles' | 'defines' | 'target'
> &
  Partial<Pick<Interpretation, 'variablesOf'>>;

/** Interprets a text under the conditions of this run. */
function reader({ environment, variablesFiles, defines, target, variablesOf }: Rereading): Read {
  const all = {
    env: environment,
    variablesFiles: variablesFiles.map((file) => readVariablesFile(file)),
    defines,
  };
  return (file, text) => {
    const variables = variablesOf?.(file) ?? all;
    return interpret([parseYaml({ name: file.document.file.name, text })], { ...variables, target });
  };
}

function correctFile(file: ConfigurationFile, changes: readonly Change[], read: Read): ChangedText {
  const document = sourceOf(file);
  const { name, text } = document.file;
  const here = new Set(file.entries.filter(({ builtIn }) => !builtIn).map(({ entry }) => entry.alias));
  const wanted = changes.filter(({ keep, gone }) => [keep, ...gone].some((alias) => here.has(alias)));
  if (wanted.length === 0) return { document, after: text };
  refuseFaults(document);
  for (const { keep } of wanted) {
    if (!here.has(keep)) throw new InputError(`${name}: has no entry "${keep}", which should stay`);
  }
  const after = textAfter(document, changesFor(wanted, here));
  const problem = after === null ? NOT_IN_PLACE : objection(file, wanted, read(file, after));
  if (after !== null && problem === null) return { document, after };
  throw new InputError(`${name}: cannot be corrected in place: ${problem}. Correct it by hand.`);
}

/** Those that stand at places of their own in one go: thousands of entries may go, and each edit is verified on the whole text. */
function textAfter(document: SourceDocument, changes: readonly Edit[]): string | null {
  let [now, left] = [document, changes.map((change): Changes => [change])];
  for (let isChanged = true; isChanged && left.length > 1;) {
    const next = editedTogether(now, left);
    isChanged = next.document !== now;
    [now, left] = [next.document, [...next.left]];
  }
  return edited(now, left.flat());
}

const NOT_IN_PLACE = 'it is not written in a way that allows it';

function changesFor(wanted: readonly Change[], here: ReadonlySet<string>): readonly Edit[] {
  return wanted.flatMap(({ keep, gone, rest }) => [
    ...(rest === null ? [] : [{ kind: 'set' as const, pointer: `${pointerOf(keep)}/rest`, value: rest }]),
    ...gone
      .filter((alias) => here.has(alias))
      .map((alias) => ({ kind: 'remove' as const, pointer: pointerOf(alias) })),
  ]);
}

function pointerOf(alias: string): string {
  return childPointer('/engines', alias);
}

/** Removing the last of two equal keys would bring the first one to life. */
function refuseFaults(document: SourceDocument): void {
  const fault = document.faults.find(isInTheWay);
  if (fault === undefined) return;
  throw new InputError(`${document.file.name}: cannot be corrected before its text is sound (run validate)`);
}

function isInTheWay(fault: TextFault): boolean {
  if (fault.kind === 'duplicate-key') return /^(?:\/engines(?:\/|$)|$)/u.test(fault.pointer);
  return fault.kind === 'syntax' || fault.kind === 'encoding' || fault.kind === 'merge';
}

/** Why the new text is not what it should be, or null. */
function objection(
  file: ConfigurationFile,
  changes: readonly Change[],
  { configuration }: Interpretation,
): string | null {
  const { engines } = file;
  const document = sourceOf(file);
  const [result] = configuration.files;
  const gone = new Set(changes.flatMap((change) => change.gone));
  const expected = engines.filter(({ alias }) => !gone.has(alias));
  if (result === undefined || result.document.faults.length > document.faults.length) {
    return 'the result would not be sound YAML';
  }
  const [before, after] = [byAlias(engines), byAlias(result.engines)];
  const rests = new Map(changes.map(({ keep, rest }) => [keep, rest]));
  const wrong = expected.filter(
    ({ alias }) => !isAsExpected(before.get(alias), after.get(alias), rests.get(alias) ?? null),
  );
  if (wrong.length > 0) return `${quotedList(wrong.map(({ alias }) => alias))} would change`;
  if (result.engines.length !== expected.length) return 'other entries would come or go';
  return outsideText(document) === outsideText(result.document) ? null : 'other settings would change';
}

/** Of equal aliases, the first. */
function byAlias(engines: readonly EngineEntry[]): ReadonlyMap<string, EngineEntry> {
  return new Map(engines.toReversed().map((entry) => [entry.alias, entry]));
}

function isAsExpected(
  before: EngineEntry | undefined,
  after: EngineEntry | undefined,
  rest: string | null,
): boolean {
  if (before === undefined || after === undefined) return false;
  if (rest !== null && after.rest !== rest) return false;
  return settingsOf(before, rest !== null) === settingsOf(after, rest !== null);
}

/** Everything Optimize reads of an entry; the address and the placeholders in it apart where it is replaced. */
function settingsOf(entry: EngineEntry, replaced: boolean): string {
  // `rest` says the same as `base`, which may be numbered.
  const read = { ...entry, file: null, base: null };
  return JSON.stringify(replaced ? { ...read, rest: null, base: null, unresolved: [] } : read);
}

/** The settings beside `engines`, as text. */
function outsideText(document: SourceDocument): string {
  if (document.root?.kind !== 'mapping') return '';
  const keys = document.root.entries.filter(({ key }) => key !== 'engines').map(({ key }) => key);
  return JSON.stringify(
    keys.map((key) => {
      const node = nodeAt(document, childPointer('', key));
      return node === null ? null : [key, document.file.text.slice(node.span.start, node.span.end).trimEnd()];
    }),
  );
}
