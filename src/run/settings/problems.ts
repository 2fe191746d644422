import { maskText } from '../../configuration/secrets/masked-source.js';
import { shownKey } from '../../configuration/secrets/shown-key.js';
import { InputError } from '../../core/errors.js';
import { closest } from '../../core/text/did-you-mean.js';
import { escapeText, joined, shortened } from '../../core/text/text.js';
import { lineIndexOf } from '../../load/text/lines.js';
import type { SourceFile, Span } from '../../load/types.js';

/** More than these help nobody. */
const MOST_SHOWN = 10;

/** What is wrong with a settings file: all of it, not only what comes first. */
export class Problems {
  readonly #file: SourceFile;
  readonly #found: { readonly at: number; readonly text: string }[] = [];

  constructor(file: SourceFile) {
    this.#file = file;
  }

  add(span: Span, text: string): void {
    this.#found.push({ at: span.start, text });
  }

  /** Throws InputError where anything is wrong. */
  refuse(): void {
    if (this.#found.length === 0) return;
    const index = lineIndexOf(this.#file);
    const lines = this.#found
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, text }) => {
        const { line, column } = index.position(at);
        return `${this.#file.name}:${line}:${column}: ${text}`;
      });
    const [first = '', ...others] = lines.slice(0, MOST_SHOWN);
    const left = lines.length - MOST_SHOWN;
    throw new InputError(first, { help: left > 0 ? [...others, `and ${left} more`] : others });
  }
}

/** A value as it may be shown, in quotes. */
export function quoted(text: string): string {
  return `"${escapeText(shortened(maskText(text), 60))}"`;
}

/** The name of a setting or a rule that is not known, with what was probably meant. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const near = closest(name, known);
  const shown = `there is no ${what} "${escapeText(shortened(shownKey(name), 60))}"`;
  if (near !== null) return `${shown}; did you mean ${near}?`;
  return known.length > 12 ? shown : `${shown}; there are ${joined(known)}`;
}
