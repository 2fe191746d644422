import { MaskedSource } from '../../../configuration/secrets/masked-source.js';
import type { Configuration } from '../../../configuration/types.js';
import type { Vault } from '../../../configuration/logins.js';
import type { Change, Edit } from '../../../core/edit.js';
import { oncePer } from '../../../core/memoize.js';
import { shortDiff, type ShownLines } from '../../../edit/diff.js';
import { editedDocument } from '../../../edit/edited.js';
import { lineStart } from '../../../edit/ranges.js';
import { lineIndexOf, splitLines } from '../../../load/text/lines.js';
import { nodeAt } from '../../../load/locate.js';
import type { SourceDocument } from '../../../load/types.js';
import { goesByPlace, Parts, type Part } from './parts.js';

/** The lines that edits change, as they are and as they will be; null where they cannot be made in these files. */
export type ShowEdits = (edits: readonly Edit[]) => readonly string[] | null;

/** So many characters are looked at in one run, to read changed text again and to mask it: enough for all files but broken giants. */
const READ_AGAIN = 2_000_000;

/** Shows edits as the lines of the files that they change, secrets masked as everywhere. */
export function editor(configuration: Configuration, vault: Pick<Vault, 'hide'>): ShowEdits {
  const documents = new Map(configuration.documents().map((document) => [document.file.name, document]));
  let left = READ_AGAIN;
  const mayRead = (characters: number): boolean => {
    if (characters > left) return false;
    left -= characters;
    return true;
  };
  const unwritten = new Set(
    configuration.files.flatMap(({ node, document }) => (node.byVariables ? [document.file.name] : [])),
  );
  const shownIn = oncePer((document: SourceDocument) => {
    const { linesAbove, margin } = outsideOf(document);
    const linesIn = (each: SourceDocument): Lines => {
      const shown = new MaskedSource(each, vault).lines();
      return {
        document: each,
        raw: indented(splitLines(each.file.text), margin),
        shown: indented(shown, margin),
      };
    };
    return { linesAbove, linesIn, lines: linesIn(document), parts: new Parts(document, mayRead) };
  });
  const changedLines = (document: SourceDocument, changes: readonly Change[]): readonly string[] | null => {
    const { linesAbove, linesIn, lines, parts } = shownIn(document);
    for (const part of parts.of(changes)) {
      const hunks = linesOf(part, lines, linesIn, linesAbove);
      if (hunks !== 'known-elsewhere' && (hunks !== null || part.decides)) return hunks;
    }
    return null;
  };
  return (wanted) => {
    // Variables are no file that could be changed.
    if (wanted.some(({ file }) => unwritten.has(file))) return null;
    const edits = placed(wanted, configuration);
    if (edits === null) return null;
    const names = [...new Set(edits.map(({ file }) => file))];
    const changed = names.map((name) => {
      const document = documents.get(name);
      if (document === undefined) return null;
      return changedLines(
        document,
        edits.filter(({ file }) => file === name),
      );
    });
    if (!changed.every((lines) => lines !== null)) return null;
    // One file has its name above the frame already, unless the frame shows what stands below it.
    const isNamed = names.length === 1 && !edits.some((edit) => standsBelow(edit, configuration));
    return changed.flatMap((lines, index) => {
      const name = names[index] ?? '';
      const { carried } = documents.get(name)?.file ?? {};
      if (carried?.form === 'base64') return [`--- ${name}, decoded: encode it again`, ...lines];
      return isNamed ? lines : [`--- ${name}`, ...lines];
    });
  };
}

/** The edits, each in the file in which it has to be made; null where one of them cannot be made. */
export function placed(wanted: readonly Edit[], configuration: Configuration): readonly Edit[] | null {
  const edits = wanted.flatMap((edit) => inItsLayer(edit, configuration) ?? []);
  return edits.length < wanted.length ? null : edits;
}

/**
 * The edit in the upper file: the base below it is somebody else's. Null where the value stands in the base and cannot be replaced from
 * above: it can neither go nor move, and of `engines` the upper file has all or nothing.
 */
function inItsLayer(edit: Edit, { fileNamed }: Configuration): Edit | null {
  const file = fileNamed(edit.file);
  if (goesByPlace(edit) || file === undefined || file.documents.length < 2) return edit;
  if (isEngine(edit.pointer)) return file.holderOf('/engines') === file.document ? edit : null;
  const [above, ...below] = file.documents.map((document) => nodeAt(document, edit.pointer) !== null);
  const isBelow = below.includes(true);
  if (above === true) return isBelow ? null : edit;
  return isBelow && edit.kind !== 'set' ? null : edit;
}

/** Whether the value is that of the base. */
function standsBelow(edit: Edit, { fileNamed }: Configuration): boolean {
  const file = fileNamed(edit.file);
  return !goesByPlace(edit) && file !== undefined && file.holderOf(edit.pointer) !== file.document;
}

function isEngine(pointer: string): boolean {
  return pointer === '/engines' || pointer.startsWith('/engines/');
}

/** The lines of a text, and how they are shown. */
interface Lines extends ShownLines {
  readonly document: SourceDocument;
}

/** Where the lines of a text inside a file stand in that file: they are shown as its lines. */
interface Outside {
  readonly linesAbove: number;
  readonly margin: string;
}

function outsideOf({ file: { carried } }: SourceDocument): Outside {
  if (carried?.form !== 'lines') return { linesAbove: 0, margin: '' };
  const start = carried.places.at(0);
  const { line } = lineIndexOf(carried.file).position(start);
  const margin = carried.file.text.slice(lineStart(carried.file.text, start), start);
  return { linesAbove: line - 1, margin };
}

/** Null where a change cannot be made in the part. */
function linesOf(
  { document, changes, above, below, linesBefore }: Part,
  file: Lines,
  linesIn: (document: SourceDocument) => Lines,
  linesAbove: number,
): readonly string[] | 'known-elsewhere' | null {
  if (document.faults.some(({ kind }) => kind === 'syntax') || losesPlaceholder(document, changes))
    return null;
  const changed = editedDocument(document, changes);
  if (changed === null) return null;
  const part = document === file.document ? file : linesIn(document);
  const after = linesIn(changed);
  const own = (lines: readonly string[]): readonly string[] => lines.slice(above, lines.length - below);
  const raw = own(part.raw);
  const shown = file.shown.slice(linesBefore, linesBefore + raw.length);
  // What is a secret may be told by another part of the file.
  if (!own(part.shown).every((line, index) => line === shown[index])) return 'known-elsewhere';
  const isPart = document !== file.document;
  const before = isPart ? Math.max(0, linesBefore - 1) : 0;
  const behind = linesBefore + raw.length;
  const beside = (all: readonly string[], lines: readonly string[]): readonly string[] =>
    isPart ? [...all.slice(before, linesBefore), ...lines, ...all.slice(behind, behind + 1)] : lines;
  const lines = shortDiff(
    { raw: beside(file.raw, raw), shown: beside(file.shown, shown) },
    { raw: beside(file.raw, own(after.raw)), shown: beside(file.shown, own(after.shown)) },
    linesAbove + before,
  );
  // What changes inside a secret only cannot be shown.
  return lines.length === 0 ? null : lines;
}

/** What a placeholder stands for is decided elsewhere: a value written over it would be lost there. */
function losesPlaceholder(document: SourceDocument, changes: readonly Change[]): boolean {
  return changes.some((change) => {
    const node = change.kind === 'set' ? nodeAt(document, change.pointer) : null;
    const value = change.kind === 'set' ? change.value : '';
    // What is masked is no value.
    if (typeof value === 'string' && value.includes('***')) return true;
    return node?.kind === 'scalar' && /\$\{[A-Za-z_]/u.test(node.raw);
  });
}

/** Without the empty one behind the last line end. */
function indented(lines: readonly string[], margin: string): readonly string[] {
  const all = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  return margin === '' ? all : all.map((line) => (line === '' ? '' : margin + line));
}
