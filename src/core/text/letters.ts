/** Whether a text is letters alone, or digits alone, of any script. A pattern over all that there are takes milliseconds to make. */
export function isLettersOrDigits(text: string): boolean {
  return /^(?:\p{L}+|\p{N}+)$/u.test(text);
}
