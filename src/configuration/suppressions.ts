import { oncePer } from '../core/memoize.js';
import type { SourceDocument } from '../load/types.js';
import type { Suppression } from './accepted.js';
import { ignoreComments } from './ignore-comments.js';
import { MARK_OF_SUPPRESSION } from './suppression-mark.js';

/** The comments of a file that silence findings. A file without any costs one look for the word. */
export const suppressionsIn = oncePer((document: SourceDocument): readonly Suppression[] =>
  document.file.text.includes(MARK_OF_SUPPRESSION) ? ignoreComments(document) : [],
);
