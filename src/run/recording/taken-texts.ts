import type { SourceFile } from '../../load/types.js';
import type { TextSource } from '../request/texts.js';

/** Reads files as usual, and keeps what they held. */
export class TakenTexts implements TextSource {
  readonly taken = new Map<string, SourceFile>();
  /** What takes the place of files all the same. */
  readonly #given: ReadonlyMap<string, SourceFile>;

  constructor(given: ReadonlyMap<string, SourceFile> = new Map()) {
    this.#given = given;
  }

  get = (file: string): SourceFile | undefined => this.#given.get(file);

  took = (file: string, source: SourceFile): void => {
    this.taken.set(file, source);
  };
}

/** Texts that are all there is. */
export function onlyTexts(texts: ReadonlyMap<string, SourceFile>): TextSource {
  return { get: (file) => texts.get(file), isAll: true };
}
