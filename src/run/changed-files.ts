import { statSync } from 'node:fs';
import { safeName } from '../configuration/secrets/safe-name.js';
import { InputError } from '../core/errors.js';
import { escapeText } from '../core/text/text.js';
import { unifiedDiff } from '../edit/diff.js';
import { embedded } from '../edit/embed.js';
import { applied, type Replacement } from '../edit/ranges.js';
import { carrierOf } from './masked-text.js';
import type { Carrier } from '../load/carriers/types.js';
import { readBytes } from '../load/text/read-file.js';
import type { CarriedText, SourceDocument, SourceFile } from '../load/types.js';

/** The text of a configuration before and after a change, secrets included. */
export interface ChangedText {
  readonly document: SourceDocument;
  readonly after: string;
}

/** A file before and after it: for writing; for printing, `maskedText` takes out the secrets. */
export interface ChangedFile {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** The file holds the configuration and is none itself. */
  readonly isCarrier: boolean;
  /** False where `before` and `after` are texts that the file has in another form, as in Base64. */
  readonly inPlace: boolean;
}

/**
 * The files after their texts have changed. A text inside a file is changed in its place, indented and escaped as it is there, and what was
 * written is read again. `fromStandardInput`: nothing of a file can be asked for.
 *
 * @throws InputError where a text cannot be put into its file
 */
export function changedFiles(
  changes: readonly ChangedText[],
  fromStandardInput: boolean,
): readonly ChangedFile[] {
  const files = new Map<string, ChangedFile>();
  const byCarrier = new Map<SourceFile, (ChangedText & { readonly carried: CarriedText })[]>();
  for (const { document, after } of changes) {
    const { name, text, carried } = document.file;
    if (carried === undefined || carried.form === 'base64') {
      const isCarrier = false;
      files.set(name, { name, before: text, after, isCarrier, inPlace: carried === undefined });
    } else
      byCarrier.set(carried.file, [...(byCarrier.get(carried.file) ?? []), { document, after, carried }]);
  }
  for (const [file, inside] of byCarrier) files.set(file.name, carrierAfter(file, inside));
  return [...files.values()].map((each) => withMark(each, fromStandardInput));
}

function carrierAfter(
  file: SourceFile,
  inside: readonly (ChangedText & { readonly carried: CarriedText })[],
): ChangedFile {
  const wanted = new Map(inside.map(({ carried, after }) => [carried.part, after]));
  const changed = [...new Map(inside.map((each) => [each.carried.part, each])).values()];
  const replacements = changed.flatMap(({ document, after, carried }): readonly Replacement[] => {
    if (after === document.file.text) return [];
    return [embedded(carried, after) ?? refuse(file, carried.part)];
  });
  const after = applied(file.text, replacements);
  const read = new Map(configurationsIn(carrierOf({ name: file.name, text: after })));
  for (const [part, text] of wanted) if (read.get(part) !== text) refuse(file, part);
  return { name: file.name, before: file.text, after, isCarrier: true, inPlace: true };
}

function refuse({ name }: SourceFile, part: string): never {
  throw new InputError(
    `${name}: ${part} cannot be changed in place: it is not written in a way that allows it. Correct it by hand.`,
  );
}

function configurationsIn({ nodes }: Carrier): readonly (readonly [part: string, text: string])[] {
  return nodes.flatMap(({ configuration }) =>
    configuration === null ? [] : [[safeName(configuration.name), configuration.embedded.text] as const],
  );
}

/** Reading drops a byte order mark; it belongs to the file and stays. */
export function withMark(file: ChangedFile, fromStandardInput: boolean): ChangedFile {
  const { name, before, after, inPlace } = file;
  if (fromStandardInput || !inPlace || !hasMark(name)) return file;
  return { ...file, before: `\ufeff${before}`, after: `\ufeff${after}` };
}

function hasMark(name: string): boolean {
  // A pipe can be read only once, and cannot be written back either.
  if (!statSync(name).isFile()) return false;
  const bytes = readBytes(name, { maxBytes: 3, cut: true });
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** The difference as `git apply` takes it, from the folder in which the name holds; for an absolute name that is `/`. */
export function diffOf({ name, before, after }: Pick<ChangedFile, 'name' | 'before' | 'after'>): string {
  const below = escapeText(name.replace(/^(?:\.?\/)+/u, ''));
  return unifiedDiff(before, after, { from: `a/${below}`, to: `b/${below}` });
}
