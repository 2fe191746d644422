import { isLettersOrDigits } from './letters.js';

/** What stands for a secret wherever something is printed. */
export const MASK = '***';

/** Shorter ones, and those of letters or of digits alone, may be any word: they are masked where they are set and nowhere else. */
export const SHORTEST_DISTINCTIVE = 8;

/** Whether a text is unlikely to be an ordinary word. */
export function isDistinctive(text: string): boolean {
  return text.length >= SHORTEST_DISTINCTIVE && isMixed(text);
}

/** Whether a text is more than letters or digits alone. */
export function isMixed(text: string): boolean {
  const trimmed = text.trim();
  const isAscii = /^[!-~ ]*$/.test(trimmed);
  return isAscii ? !/^(?:[A-Za-z]*|\d+)$/.test(trimmed) : !isLettersOrDigits(trimmed);
}
