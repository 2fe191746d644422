/** Where what a pattern finds at an offset ends; null where it finds nothing there. The pattern is sticky. */
export function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
