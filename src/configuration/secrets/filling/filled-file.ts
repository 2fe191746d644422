import { overwritten } from '../../../core/text/overwritten.js';
import { spanIn } from '../../../load/carriers/text/places.js';
import type { EncodingFault, SourceDocument, SourceFile, SourceNode, Span } from '../../../load/types.js';
import { lastBefore, merged } from '../spans.js';
import { fillableSpans } from './fillable-spans.js';
import type { Filler } from './filler.js';

/** Finds what is a secret elsewhere. */
export type FindKnown = (text: string) => readonly Span[];

/** A file with other texts in place of its secrets, everything else in its place. */
export function filledFile(
  file: SourceFile,
  documents: readonly SourceDocument[],
  { filler, known }: { readonly filler: Filler; readonly known: FindKnown },
): string {
  const { text } = file;
  const own = documents.filter((each) => each.file.name === file.name && each.file.carried === undefined);
  const parts = documents.filter(({ file: { carried } }) => carried?.file.name === file.name);
  const holder = own.find((each) => each.file.holder !== undefined)?.file.holder;
  const extents = merged(parts.flatMap(extentOf));
  const isInside = ({ start }: Span): boolean => (lastBefore(extents, start)?.end ?? 0) > start;
  const around = own.flatMap((each) => [
    ...fillableSpans(holder === undefined ? each : aroundParts(each, holder.tree(), extents)),
    // The value of a key may have slipped out of the part that the key is in.
    ...(each.damaged.length === 0 ? [] : fillableSpans(each)),
  ]);
  const encoded = parts.flatMap((part) => encodedPart(part, text, { filler, known }) ?? []);
  const values = (holder?.secret() ?? [])
    .filter((span) => !extents.some((extent) => extent.start < span.end && extent.end > span.start))
    .map((span) => replacedBy(text, span, (secret) => filler.fillBase64(secret)));
  const plain = merged([
    ...around.filter((span) => !isInside(span)),
    ...parts.filter(({ file: { carried } }) => carried?.form !== 'base64').flatMap(spansInFile),
    ...known(text),
  ]);
  return withReplacements(text, [
    ...encoded,
    ...outside(values, encoded),
    ...outside(
      plain.map((span) => replacedBy(text, span, (secret) => filler.fill(secret))),
      [...encoded, ...values],
    ),
  ]);
}

/** What a part of a file takes up there. */
function extentOf({ file: { carried, text } }: SourceDocument): readonly Span[] {
  return carried === undefined || text === '' ? [] : [spanIn(carried.places, { start: 0, end: text.length })];
}

/** A configuration has its own secrets: around it, its text means nothing. */
function aroundParts(document: SourceDocument, root: SourceNode, extents: readonly Span[]): SourceDocument {
  const { name, text } = document.file;
  return { ...document, file: { name, text: overwritten(text, extents, '*') }, root };
}

/** A text of a variable, a value by itself. */
export function filledText(text: string, spans: readonly Span[], filler: Filler): string {
  return withReplacements(
    text,
    merged(spans).map((span) => replacedBy(text, span, (secret) => filler.fill(secret))),
  );
}

interface Replacement extends Span {
  readonly text: string;
}

function replacedBy(text: string, span: Span, instead: (secret: string) => string): Replacement {
  return { ...span, text: instead(text.slice(span.start, span.end)) };
}

function spansInFile(part: SourceDocument): readonly Span[] {
  const { carried } = part.file;
  return carried === undefined ? [] : fillableSpans(part).map((span) => spanIn(carried.places, span));
}

/** A configuration in Base64: filled as what it stands for, and encoded again. All of it where that is not how it was encoded. */
function encodedPart(
  part: SourceDocument,
  text: string,
  { filler, known }: { readonly filler: Filler; readonly known: FindKnown },
): Replacement | null {
  const { carried, text: decoded } = part.file;
  if (carried?.form !== 'base64' || decoded === '') return null;
  const span = spanIn(carried.places, { start: 0, end: decoded.length });
  const written = text.slice(span.start, span.end);
  const bytes = Buffer.from(written.replaceAll(/[\s=]/gu, ''), 'base64');
  const encode = (each: string): Buffer => encodedAs(each, part.file.encoding);
  const mark = bytes.subarray(0, Math.max(0, bytes.length - encode(decoded).length));
  if (!MARK.test(mark.toString('hex'))) return { ...span, text: filler.fillBase64(written) };
  const spans = merged([...fillableSpans(part), ...known(decoded)]);
  const filled = encode(sameBytes(decoded, spans, { filler, encode }));
  const encoded = Buffer.concat([mark, filled]).toString('base64');
  let next = 0;
  return { ...span, text: written.replaceAll(/[^\s=]/gu, () => encoded.charAt(next++)) };
}

/** What a text may begin with, or nothing: reading drops it. */
const MARK = /^(?:efbbbf|fffe|feff)?$/u;

/** With the same fault as before: a byte that is no text stays one. */
function encodedAs(text: string, encoding: EncodingFault | undefined): Buffer {
  if (encoding === undefined) return Buffer.from(text);
  if (!encoding.seems.startsWith('UTF-16'))
    return Buffer.from(Buffer.from(text).toString('latin1').replaceAll('\xef\xbf\xbd', '\xff'), 'latin1');
  const units = Buffer.from(text, 'utf16le');
  return encoding.seems.includes('big') ? units.swap16() : units;
}

/** As many bytes as before: Base64 of another length would move what follows. */
function sameBytes(
  text: string,
  spans: readonly Span[],
  { filler, encode }: { readonly filler: Filler; readonly encode: (text: string) => Buffer },
): string {
  return withReplacements(
    text,
    spans.map((span) => {
      const secret = text.slice(span.start, span.end);
      const filled = filler.fill(secret);
      const missing = encode(secret).length - encode(filled).length;
      return { ...span, text: filled + 'x'.repeat(Math.max(0, missing)) };
    }),
  );
}

/** Those that touch none of the others. Both are few or sorted: one pass over each. */
function outside(replacements: readonly Replacement[], others: readonly Span[]): readonly Replacement[] {
  const taken = merged(others);
  let next = 0;
  return replacements
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      while (next < taken.length && (taken[next]?.end ?? 0) <= start) next += 1;
      return (taken[next]?.start ?? Number.POSITIVE_INFINITY) >= end;
    });
}

function withReplacements(text: string, replacements: readonly Replacement[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, text: instead } of replacements.toSorted((a, b) => a.start - b.start)) {
    if (start < from) continue;
    pieces.push(text.slice(from, start), instead);
    from = end;
  }
  return pieces.join('') + text.slice(from);
}
