import { MaskedSource } from '../../../configuration/secrets/masked-source.js';
import type { Vault } from '../../../configuration/logins.js';
import type { Change } from '../../../core/edit.js';
import { shortDiff } from '../../../edit/diff.js';
import { editedDocument } from '../../../edit/edited.js';
import { lineStart } from '../../../edit/ranges.js';
import { lineIndexOf, splitLines } from '../../../load/text/lines.js';
import { nodeAt } from '../../../load/locate.js';
import type { SourceDocument } from '../../../load/types.js';
import { Parts, type MayRead, type Part } from './parts.js';

/** Characters: JSON on one line has as many as the file. */
const LONGEST_LINE = 1_000;

/** A file whose edits are shown. */
export class EditedFile {
  readonly #file: Lines;
  readonly #vault: Pick<Vault, 'hide'>;
  readonly #outside: Outside;
  readonly #parts: Parts;

  constructor(document: SourceDocument, vault: Pick<Vault, 'hide'>, mayRead: MayRead) {
    this.#vault = vault;
    this.#outside = outsideOf(document);
    this.#file = this.#linesOf(document);
    this.#parts = new Parts(document, mayRead);
  }

  /** The lines that changes change, as hunks; null where they cannot be made in this file, or nobody could see what changes in a line. */
  hunks(changes: readonly Change[]): readonly string[] | null {
    for (const part of this.#parts.of(changes)) {
      const hunks = this.#hunksIn(part);
      if (hunks !== 'known-elsewhere' && (hunks !== null || part.decides))
        return hunks?.every(({ length }) => length <= LONGEST_LINE) === true ? hunks : null;
    }
    return null;
  }

  /** Null where the changes cannot be made in the part. */
  #hunksIn({
    document,
    changes,
    above,
    below,
    linesBefore,
  }: Part): readonly string[] | 'known-elsewhere' | null {
    if (document.faults.some(({ kind }) => kind === 'syntax') || losesPlaceholder(document, changes))
      return null;
    const changed = editedDocument(document, changes);
    if (changed === null) return null;
    const file = this.#file;
    const own = document === file.document ? file : this.#linesOf(document);
    const after = this.#linesOf(changed);
    const [ownEnd, afterEnd] = [own.raw.length - below, after.raw.length - below];
    const linesBehind = linesBefore + ownEnd - above;
    // What is a secret may be told by another part of the file.
    if (own !== file && !isEqual(own.shown(above, ownEnd), file.shown(linesBefore, linesBehind)))
      return 'known-elsewhere';
    // One line on either side, as the file has it.
    const [from, to] = [Math.max(0, linesBefore - 1), Math.min(linesBehind + 1, file.raw.length)];
    const beside = (lines: readonly string[], at: (from: number, to: number) => readonly string[]) => [
      ...at(from, linesBefore),
      ...lines,
      ...at(linesBehind, to),
    ];
    const rawAt = (first: number, end: number): readonly string[] => file.raw.slice(first, end);
    const hunks = shortDiff(
      { raw: rawAt(from, to), shown: file.shown(from, to) },
      {
        raw: beside(after.raw.slice(above, afterEnd), rawAt),
        shown: beside(after.shown(above, afterEnd), file.shown),
      },
      this.#outside.linesAbove + from,
    );
    // What changes inside a secret only cannot be shown.
    return hunks.length === 0 ? null : hunks;
  }

  #linesOf(document: SourceDocument): Lines {
    const { margin } = this.#outside;
    const source = new MaskedSource(document, this.#vault);
    const lines = splitLines(document.file.text);
    return {
      document,
      raw: indented(lines.at(-1) === '' ? lines.slice(0, -1) : lines, margin),
      shown: (from, to) => indented(source.lines(from, to), margin),
    };
  }
}

/** The lines of a text without the empty one behind the last line end, and how some of them are shown. */
interface Lines {
  readonly document: SourceDocument;
  readonly raw: readonly string[];
  readonly shown: (from: number, to: number) => readonly string[];
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

function indented(lines: readonly string[], margin: string): readonly string[] {
  return margin === '' ? lines : lines.map((line) => (line === '' ? '' : margin + line));
}

function isEqual(ones: readonly string[], others: readonly string[]): boolean {
  return ones.every((line, index) => line === others[index]);
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
