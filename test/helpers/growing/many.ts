/** `count` times what is made of 0, 1, 2, … */
export function many(count: number, each: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => each(index)).join('');
}
