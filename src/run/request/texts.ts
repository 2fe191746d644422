import type { SourceFile } from '../../load/types.js';

/** Texts in place of files. */
export type Texts = ReadonlyMap<string, string>;

/** Texts that take the place of files, by the names that were asked for; a map is one. */
export interface TextSource {
  /** Undefined where the file itself is meant. */
  readonly get: (file: string) => string | SourceFile | undefined;
  /** Nothing is looked for beside them: what they do not have is not there. */
  readonly isAll?: boolean;
  /** Is told what was read under which name. */
  readonly took?: (file: string, source: SourceFile) => void;
}
