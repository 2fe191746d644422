import type { Configuration } from '../../../configuration/types.js';
import type { Vault } from '../../../configuration/logins.js';
import type { Edit } from '../../../core/edit.js';
import { oncePer } from '../../../core/memoize.js';
import { nodeAt } from '../../../load/locate.js';
import type { SourceDocument } from '../../../load/types.js';
import { EditedFile } from './edited-file.js';
import { goesByPlace } from './parts.js';

/** The lines that edits change, as they are and as they will be; null where they cannot be made in these files. */
export type ShowEdits = (edits: readonly Edit[]) => readonly string[] | null;

/**
 * So many characters are looked at in one run, to read changed text again and to mask it: the files so many times, but enough for all small
 * ones, and no more than a moment takes. Only where one section has hundreds of faults, not all edits are shown.
 */
const READ_AGAIN = { times: 6, least: 400_000, most: 2_000_000 };

/** So many are shown in one run: nobody reads more, and each takes the time of reading some lines. `--fix` makes the others in its next round. */
const MOST_SHOWN = 10_000;

/** Shows edits as the lines of the files that they change, secrets masked as everywhere. */
export function editor(configuration: Configuration, vault: Pick<Vault, 'hide'>): ShowEdits {
  const documents = new Map(configuration.documents().map((document) => [document.file.name, document]));
  let shown = 0;
  const size = configuration.documents().reduce((sum, { file }) => sum + file.text.length, 0);
  let left = Math.min(READ_AGAIN.most, Math.max(READ_AGAIN.least, READ_AGAIN.times * size));
  const mayRead = (characters: number): boolean => {
    if (characters > left) return false;
    left -= characters;
    return true;
  };
  const unwritten = new Set(
    configuration.files.flatMap(({ node, document }) => (node.byVariables ? [document.file.name] : [])),
  );
  const fileOf = oncePer((document: SourceDocument) => new EditedFile(document, vault, mayRead));
  return (wanted) => {
    if (shown >= MOST_SHOWN) return null;
    // Variables are no file that could be changed.
    if (wanted.some(({ file }) => unwritten.has(file))) return null;
    const edits = placed(wanted, configuration);
    if (edits === null) return null;
    const names = [...new Set(edits.map(({ file }) => file))];
    const changed = names.map((name) => {
      const document = documents.get(name);
      return document === undefined
        ? null
        : fileOf(document).hunks(edits.filter(({ file }) => file === name));
    });
    if (!changed.every((lines) => lines !== null)) return null;
    shown += 1;
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
