/** Whether a word is long enough and of letters and digits or of both cases: none of a sentence. */
export function isCode(word: string): boolean {
  return (
    word.length >= SHORTEST && /[A-Za-z]/.test(word) && /\d|[a-z][A-Z]/.test(word) && !word.startsWith('${')
  );
}

const SHORTEST = 8;
