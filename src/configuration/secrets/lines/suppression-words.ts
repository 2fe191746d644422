import { MARK_OF_SUPPRESSION } from '../../suppression-mark.js';
import type { Span } from '../../../load/types.js';
import { isPassword } from './said.js';

/** In a comment that silences findings, what stands in the place of a rule or of a day and is neither, but looks like a password. */
export function* oddWordsOfSuppression(line: string, offset: number): Iterable<Span> {
  const start = line.indexOf(MARK_OF_SUPPRESSION) + MARK_OF_SUPPRESSION.length;
  const [head = ''] = line.slice(start).split(/(?:^|\s)--(?:\s|$)/u);
  for (const { 0: word, index } of head.matchAll(/[^\s,]+/gu)) {
    const [label = ''] = /^[A-Za-z]+[=:]/.exec(word) ?? [];
    const from = offset + start + index;
    // What of an address is a secret is found elsewhere.
    if (word.includes('://') || isMeantWell(word)) continue;
    if (isPassword(word.slice(label.length))) yield { start: from + label.length, end: from + word.length };
  }
}

/** Rules with a wrong sign between them, or a day with something behind it. */
function isMeantWell(word: string): boolean {
  return (
    /^(?:[A-Za-z]\d{3}[^A-Za-z\d]*)+$/.test(word) || /^(?:[A-Za-z]+[=:])?\d{4}-\d\d-\d\d(?!\d)/.test(word)
  );
}
