/** `p@ssw0rd` and `$ecret`, and letters that only look Latin or have a stroke through them. */
export function unstyled(key: string): string {
  return Array.from(key, (character) => LOOKS_LIKE[character] ?? character).join('');
}

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '@': 'a',
  4: 'a',
  3: 'e',
  5: 's',
  0: 'o',
  1: 'i',
  $: 's',
  ł: 'l',
  Ł: 'L',
  ø: 'o',
  Ø: 'O',
  ß: 'ss',
  ð: 'd',
  đ: 'd',
  ı: 'i',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  ѕ: 's',
  ԁ: 'd',
};
