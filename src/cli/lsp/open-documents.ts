import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { cursorAt } from './cursor.js';
import { isNamedConfiguration, type Judged, type Judging } from './judging.js';
import { nameOf } from './places.js';

/** At least so long is waited for the next key, and at most as long as the last judgement took. */
const SHORTEST_MS = 2;
const LONGEST_MS = 500;

type Show = (open: OpenDocument, judged: Judged) => void;

/** A document that is open in the editor, and what was last found in it. */
export class OpenDocument {
  readonly name: string;
  document: TextDocument;
  readonly #judging: Judging;
  readonly #show: Show;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<Judged> | null = null;
  #judged: Judged | null = null;
  #lastMs = 0;
  #isClosed = false;

  constructor(document: TextDocument, judging: Judging, show: Show) {
    this.name = nameOf(document.uri);
    this.document = document;
    this.#judging = judging;
    this.#show = show;
  }

  change(changes: TextDocumentContentChangeEvent[], version: number): void {
    this.document = TextDocument.update(this.document, changes, version);
    this.soon();
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Of many changes in a burst only the last is judged. */
  soon(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const delay = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, this.#lastMs));
    this.#timer = setTimeout(() => void this.current(), delay);
  }

  /** Settings have changed, with which it was judged. */
  again(): void {
    this.#judged = null;
    this.soon();
  }

  /** What is found in the text as it is now. */
  async current(): Promise<Judged> {
    for (;;) {
      const known = this.#judged;
      if (known !== null && known.text === this.document.getText()) return known;
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
    return !isHeld || cursorAt(this.document, position).embedded;
  }

  async #judge(): Promise<Judged> {
    const { document } = this;
    const start = performance.now();
    const isStale = (): boolean => this.#isClosed || this.document.version !== document.version;
    const judged = await this.#judging.judge(this.name, document.getText(), isStale);
    this.#lastMs = performance.now() - start;
    if (isStale()) return judged;
    this.#judged = judged;
    this.#show(this, judged);
    return judged;
  }
}
