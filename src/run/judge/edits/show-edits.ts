import { MaskedSource } from '../../../configuration/secrets/masked-source.js';
import type { Configuration } from '../../../configuration/types.js';
import type { Vault } from '../../../configuration/logins.js';
import type { Change, Edit } from '../../../core/edit.js';
import { keysOf, pointerOf } from '../../../core/text/pointer.js';
import { shortDiff } from '../../../edit/diff.js';
import { edited } from '../../../edit/edited.js';
import { isFlow } from '../../../edit/place.js';
import { lineEndOf, lineStart, nextLine, withoutEnd } from '../../../edit/ranges.js';
import { lineIndexOf } from '../../../load/text/lines.js';
import { locate, nodeAt } from '../../../load/locate.js';
import type { SourceDocument, SourceNode, Span } from '../../../load/types.js';
import { parseYaml } from '../../../load/yaml/yaml.js';

/** The lines that edits change, as they are and as they will be; null where they cannot be made in these files. */
export type ShowEdits = (edits: readonly Edit[]) => readonly string[] | null;

/** So many characters are looked at in one run, to read changed text again and to mask it: enough for all files but broken giants. */
const READ_AGAIN = 2_000_000;

/** Shows edits as the lines of the files that they change, secrets masked as everywhere. */
export function editor(configuration: Configuration, vault: Pick<Vault, 'hide'>): ShowEdits {
  const documents = new Map(configuration.documents().map((document) => [document.file.name, document]));
  const parts = new Parts();
  let left = READ_AGAIN;
  const unwritten = new Set(
    configuration.files.flatMap(({ node, document }) => (node.byVariables ? [document.file.name] : [])),
  );
  return (wanted) => {
    // Variables are no file that could be changed.
    if (wanted.some(({ file }) => unwritten.has(file))) return null;
    const edits = placed(wanted, configuration);
    if (edits === null) return null;
    const names = [...new Set(edits.map(({ file }) => file))];
    const shown = names.map((name) => {
      const document = documents.get(name);
      if (document === undefined) return null;
      const changes = edits.filter(({ file }) => file === name);
      const part = parts.of(document, changes);
      left -= part.document.file.text.length * changes.length;
      return left < 0 ? null : linesOf(part, changes, vault);
    });
    if (!shown.every((lines) => lines !== null)) return null;
    // One file has its name above the frame already, unless the frame shows what stands below it.
    const isNamed = names.length === 1 && !edits.some((edit) => standsBelow(edit, configuration));
    return shown.flatMap((lines, index) => {
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
function inItsLayer(edit: Edit, { files }: Configuration): Edit | null {
  const file = files.find(({ document }) => document.file.name === edit.file);
  if (goesByPlace(edit) || file === undefined || file.documents.length < 2) return edit;
  if (isEngine(edit.pointer)) return file.holderOf('/engines') === file.document ? edit : null;
  const [above, ...below] = file.documents.map((document) => nodeAt(document, edit.pointer) !== null);
  const isBelow = below.includes(true);
  if (above === true) return isBelow ? null : edit;
  return isBelow && edit.kind !== 'set' ? null : edit;
}

/** Whether the value is that of the base. */
function standsBelow(edit: Edit, { files }: Configuration): boolean {
  const file = files.find(({ document }) => document.file.name === edit.file);
  return !goesByPlace(edit) && file !== undefined && file.holderOf(edit.pointer) !== file.document;
}

function isEngine(pointer: string): boolean {
  return pointer === '/engines' || pointer.startsWith('/engines/');
}

type ByPlace = Extract<Change, { readonly kind: 'drop' | 'text' | 'copy' }>;

/** Whether a change names offsets in a text, which count in that text only. */
export function goesByPlace(change: Change): change is ByPlace {
  return change.kind === 'drop' || change.kind === 'text' || change.kind === 'copy';
}

/** A part of a file that says what it says by itself, how many lines stand before it, and how far its lines are indented in the file. */
interface Part {
  readonly document: SourceDocument;
  readonly linesAbove: number;
  readonly margin: string;
}

/** The parts of files that changes are about. Findings come in the order of the file: the last part is kept, so that it is read once for all of them. */
class Parts {
  #last: { readonly whole: SourceDocument; readonly entry: string; readonly part: Part } | null = null;

  /** The one entry that all changes are about, so that a file of ten thousand entries is not read again for each; else the whole file. */
  of(whole: SourceDocument, changes: readonly Change[]): Part {
    const entries = new Set(changes.map((change) => entryOf(change)));
    const [entry] = entries;
    if (entries.size !== 1 || entry == null) return inFile(whole, { document: whole, linesAbove: 0 });
    if (this.#last?.whole !== whole || this.#last.entry !== entry) {
      const alone = entryAlone(whole, entry) ?? { document: whole, linesAbove: 0 };
      this.#last = { whole, entry, part: inFile(whole, alone) };
    }
    return this.#last.part;
  }
}

/** Lines of a text inside a file are shown as the lines of that file that they are. */
function inFile({ file: { carried } }: SourceDocument, part: Omit<Part, 'margin'>): Part {
  if (carried?.form !== 'lines') return { ...part, margin: '' };
  const start = carried.places.at(0);
  const { line } = lineIndexOf(carried.file).position(start);
  const margin = carried.file.text.slice(lineStart(carried.file.text, start), start);
  return { ...part, linesAbove: part.linesAbove + line - 1, margin };
}

/** The entry of `engines` inside which a change stays; null where it goes by places in the text. */
function entryOf(change: Change): string | null {
  if (goesByPlace(change)) return null;
  const [section, alias, ...path] = keysOf(change.pointer);
  if (section !== 'engines' || alias === undefined || path.length === 0) return null;
  const entry = pointerOf([section, alias]);
  return change.kind !== 'move' || change.to.startsWith(`${entry}/`) ? entry : null;
}

/** The lines of an entry below a section of their own; null where it does not stand on lines of its own. */
function entryAlone(document: SourceDocument, entry: string): Omit<Part, 'margin'> | null {
  const key = locate(document, entry, 'key');
  const node = nodeAt(document, entry);
  if (key === null || node?.kind !== 'mapping') return null;
  const written = isFlow(document, document.root)
    ? inBraces(document.file.text, key, node.span)
    : inLines(document, key, node);
  if (written === null) return null;
  const alone = parseYaml({ name: document.file.name, text: written });
  const linesAbove = lineIndexOf(document.file).position(key.start).line - 2;
  return nodeAt(alone, entry)?.kind === 'mapping' ? { document: alone, linesAbove } : null;
}

function inLines(document: SourceDocument, key: Span, node: SourceNode): string | null {
  const { text } = document.file;
  const start = lineStart(text, key.start);
  const margin = text.slice(start, key.start);
  if (margin === '' || margin.trim() !== '' || isFlow(document, node)) return null;
  const end = nextLine(text, withoutEnd(text, node.span).end);
  return `engines:${lineEndOf(text)}${text.slice(start, end)}`;
}

/** JSON, whose braces stand at the ends of their lines. What follows a comma makes it JSON again, out of sight of any change in the entry. */
function inBraces(text: string, key: Span, value: Span): string | null {
  const start = lineStart(text, key.start);
  const first = text.slice(start, nextLine(text, value.start));
  const last = text.slice(lineStart(text, value.end), nextLine(text, value.end));
  const comma = /^\s*\}\s*(,?)\s*$/u.exec(last)?.[1];
  if (comma === undefined || !/^\s*"[^"]*"\s*:\s*\{\s*$/u.test(first)) return null;
  const lines = text.slice(start, nextLine(text, value.end));
  return `{"engines": {${lineEndOf(text)}${lines}${comma === '' ? '' : '"": null'}}}`;
}

function linesOf(
  { document, linesAbove, margin }: Part,
  changes: readonly Change[],
  vault: Pick<Vault, 'hide'>,
): readonly string[] | null {
  if (document.faults.some(({ kind }) => kind === 'syntax') || losesPlaceholder(document, changes))
    return null;
  const text = edited(document, changes);
  if (text === null) return null;
  const after = parseYaml({ name: document.file.name, text });
  const [from, to] = [document, after].map((each) => indented(linesIn(each, vault), margin));
  const lines = shortDiff(from ?? [], to ?? [], linesAbove);
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

function indented(lines: readonly string[], margin: string): readonly string[] {
  return margin === '' ? lines : lines.map((line) => (line === '' ? '' : margin + line));
}

/** Without the empty one behind the last line end. */
function linesIn(document: SourceDocument, vault: Pick<Vault, 'hide'>): readonly string[] {
  const lines = new MaskedSource(document, vault).lines();
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
