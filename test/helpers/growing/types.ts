import type { Work } from '../growth.js';

/** Something that can grow, with a size that takes some hundredths of a second. */
export interface GrowingInput {
  readonly name: string;
  readonly size: number;
  /** Writes so many of it into an empty folder. What comes back reads, judges and shows it, as often as it is called. */
  readonly workOn: (count: number, folder: string) => Work;
}
