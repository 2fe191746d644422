import type { Position } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { cursorAt } from './cursor.js';
import { isNamedConfiguration, type Judged, type Judging } from './judging.js';
import type { Change } from './parameters.js';
import { nameOf, placeWithin, rangeWithin } from './places.js';

/** At least so long is waited for the next key, and at most as long as the last judgement took. */
const SHORTEST_MS = 2;
const LONGEST_MS = 500;

/** What becomes of a judgement that nobody has asked for. */
interface Outcome {
  readonly found: (open: OpenDocument, judged: Judged) => void;
  readonly failed: (error: unknown) => void;
}

/** A document that is open in the editor, and what was last found in it. */
export class OpenDocument {
  readonly name: string;
  document: TextDocument;
  readonly #judging: Judging;
  readonly #outcome: Outcome;
  /** Counts what can change a judgement. */
  #revision = 0;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<Judged> | null = null;
  #judged: Judged | null = null;
  #judgedRevision = 0;
  #lastMs = 0;
  #isClosed = false;

  constructor(document: TextDocument, judging: Judging, outcome: Outcome) {
    this.name = nameOf(document.uri);
    this.document = document;
    this.#judging = judging;
    this.#outcome = outcome;
  }

  /** One after the other: each is about the text after those before it. */
  change(changes: readonly Change[], version: number): void {
    for (const { range, text } of changes) {
      const part = range && { range: rangeWithin(this.document, range) };
      this.document = TextDocument.update(this.document, [{ ...part, text }], version);
    }
    this.again();
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  now(): void {
    this.current().catch(this.#outcome.failed);
  }

  /** The text has changed, or the settings with which it was judged. Of many changes in a burst only the last is judged. */
  again(): void {
    this.#revision += 1;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const delay = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, this.#lastMs));
    this.#timer = setTimeout(() => this.now(), delay);
  }

  /** What is found in the text as it is now. */
  async current(): Promise<Judged> {
    for (;;) {
      if (this.#judged !== null && this.#judgedRevision === this.#revision) return this.#judged;
      this.#running ??= this.#judge().finally(() => {
        this.#running = null;
      });
      const judged = await this.#running;
      if (this.#isClosed) return judged;
    }
  }

  /** Whether settings of Optimize can stand at a position: in a configuration, or in one that another file holds. */
  async isConfiguration(position: Position): Promise<boolean> {
    if (isNamedConfiguration(this.name)) return true;
    const { state } = this.#judged ?? (await this.current());
    if (state === null) return false;
    const isHeld = state.loaded.whole.configuration.files.some(
      ({ document }) => document.file.carried !== undefined,
    );
    return !isHeld || cursorAt(this.document, placeWithin(this.document, position)).embedded;
  }

  async #judge(): Promise<Judged> {
    const revision = this.#revision;
    const start = performance.now();
    const isStale = (): boolean => this.#isClosed || this.#revision !== revision;
    const judged = await this.#judging.judge(this.name, this.document.getText(), isStale);
    this.#lastMs = performance.now() - start;
    if (isStale()) return judged;
    this.#judged = judged;
    this.#judgedRevision = revision;
    this.#outcome.found(this, judged);
    return judged;
  }
}
