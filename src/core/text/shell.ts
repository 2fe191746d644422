/** A word that no shell takes apart. */
export function inShell(word: string): string {
  return /^[\w./:,@+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
