import { firstIndex } from '../../../core/many.js';
import type { Places, Span } from '../../types.js';

/** The range in the text that holds it. */
export function spanIn(places: Places, { start, end }: Span): Span {
  const from = places.at(start);
  return { start: from, end: end > start ? Math.max(from, places.endAt(end)) : from };
}

/** The places of a text inside a text inside a file. */
export function through(inner: Places, outer: Places): Places {
  return {
    at: (offset) => outer.at(inner.at(offset)),
    endAt: (offset) => outer.endAt(inner.endAt(offset)),
  };
}

/** A text that is all there is of a range: Base64, or a form that is not understood. */
export function allAt({ start, end }: Span): Places {
  return { at: () => start, endAt: () => end };
}

/** The same text further down in a file. */
export function shiftedBy(distance: number): Places {
  const shifted = (offset: number): number => offset + distance;
  return { at: shifted, endAt: shifted };
}

/** A text as it is put together, piece by piece, of what is written. */
export class MappedText implements Places {
  #text = '';
  /** Per piece: its offset, the range it comes from, and whether it was written as it is read. */
  readonly #starts: number[] = [];
  readonly #pieces: (Span & { readonly literal: boolean })[] = [];

  get text(): string {
    return this.#text;
  }

  /** Adds what was read of a range. A text as long as its range was written as it is read. */
  add(text: string, start: number, end: number): void {
    if (text === '') return;
    const literal = text.length === end - start;
    const last = this.#pieces.at(-1);
    if (literal && last?.literal === true && last.end === start)
      this.#pieces[this.#pieces.length - 1] = { start: last.start, end, literal };
    else {
      this.#starts.push(this.#text.length);
      this.#pieces.push({ start, end, literal });
    }
    this.#text += text;
  }

  at(offset: number): number {
    const index = this.#indexOf(offset);
    const piece = this.#pieces[index];
    if (piece === undefined) return 0;
    const inside = offset - (this.#starts[index] ?? 0);
    if (piece.literal) return Math.min(piece.start + inside, piece.end);
    return offset >= this.#text.length ? piece.end : piece.start;
  }

  endAt(offset: number): number {
    const index = this.#indexOf(Math.max(0, offset - 1));
    const piece = this.#pieces[index];
    if (piece === undefined) return 0;
    return piece.literal ? Math.min(piece.start + offset - (this.#starts[index] ?? 0), piece.end) : piece.end;
  }

  /** The piece that an offset lies in, else the last one before it. */
  #indexOf(offset: number): number {
    const behind = firstIndex(this.#starts.length, (index) => (this.#starts[index] ?? 0) > offset);
    return Math.max(0, behind - 1);
  }
}
