import type { SourceLines } from '../core/report/report.js';
import { overwritten } from '../core/text/overwritten.js';
import { lineIndexOf } from '../load/text/lines.js';
import type { SourceDocument, Span } from '../load/types.js';
import { spanIn } from '../load/carriers/text/places.js';
import { MaskedSource } from './secrets/masked-source.js';
import { secretSpans } from './secrets/secret-spans.js';

/** What masking takes of the secrets of a run. */
type Secrets = ConstructorParameters<typeof MaskedSource>[1];

/** A line of a configuration, and what stands before it in the file. */
interface CarriedLine {
  readonly margin: string;
  readonly source: SourceLines;
  readonly index: number;
}

/**
 * The lines of a file that holds configurations, every secret masked. A line of a configuration is masked as it is in the configuration by
 * itself; of configurations in Base64 and of the values of a Secret nothing is shown.
 */
export function carrierLines(
  carrier: SourceDocument,
  parts: readonly SourceDocument[],
  secrets: Secrets,
): SourceLines {
  return new CarrierLines(carrier, parts, secrets);
}

class CarrierLines implements SourceLines {
  readonly #carrier: SourceDocument;
  readonly #parts: readonly SourceDocument[];
  readonly #secrets: Secrets;
  #outside: SourceLines | null = null;
  #inside: ReadonlyMap<number, CarriedLine> | null = null;

  constructor(carrier: SourceDocument, parts: readonly SourceDocument[], secrets: Secrets) {
    this.#carrier = carrier;
    this.#parts = parts;
    this.#secrets = secrets;
  }

  at(index: number): string | undefined {
    this.#inside ??= this.#carriedLines();
    const carried = this.#inside.get(index);
    if (carried !== undefined) return carried.margin + (carried.source.at(carried.index) ?? '');
    this.#outside ??= this.#maskedOutside();
    return this.#outside.at(index);
  }

  #carriedLines(): ReadonlyMap<number, CarriedLine> {
    const lines = new Map<number, CarriedLine>();
    for (const part of this.#parts) if (part.file.carried?.form === 'lines') this.#addLines(lines, part);
    return lines;
  }

  #addLines(lines: Map<number, CarriedLine>, part: SourceDocument): void {
    const { carried } = part.file;
    const { file } = this.#carrier;
    const [own, whole] = [lineIndexOf(part.file), lineIndexOf(file)];
    const source = new MaskedSource(part, this.#secrets);
    for (let line = 1; line <= own.lineCount; line += 1) {
      const start = own.startOf(line);
      if (carried === undefined || start >= part.file.text.length) continue;
      const at = carried.places.at(start);
      const place = whole.position(at);
      const margin = file.text.slice(whole.startOf(place.line), at);
      // A line that a syntax error has bent begins anywhere: what stands before it has been told.
      if (margin.trim() !== '') continue;
      lines.set(place.line - 1, { margin, source, index: line - 1 });
    }
  }

  /** Text around the configurations, and those that have no lines of their own in the file. */
  #maskedOutside(): SourceLines {
    const { file, damaged } = this.#carrier;
    const { name, text, holder } = file;
    const secrets = [...this.#parts.flatMap(secretsInFile), ...(holder?.secret() ?? [])];
    const blank = overwritten(text, secrets, '*');
    const root = holder?.tree() ?? null;
    return new MaskedSource({ file: { name, text: blank }, root, faults: [], damaged }, this.#secrets);
  }
}

/** The secrets of a configuration where they are written in the file; of Base64 all of it. */
function secretsInFile(part: SourceDocument): readonly Span[] {
  const { carried, text } = part.file;
  if (carried === undefined || carried.form === 'lines') return [];
  const spans = carried.form === 'base64' ? [{ start: 0, end: text.length }] : secretSpans(part);
  return spans.map((span) => spanIn(carried.places, span));
}
