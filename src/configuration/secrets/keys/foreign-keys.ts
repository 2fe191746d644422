/** Keys that are not made of plain letters: other scripts, quotes, comments. Patterns over all of Unicode take milliseconds to make. */

/** The words of a name in lower case, without accents, comments, brackets and whatever else is no letter. */
export function foreignWords(key: string): string {
  return withoutComments(key.length <= LONGEST ? key : key.slice(-LONGEST))
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Longer ones are no names: what stands next to the colon decides. */
const LONGEST = 2_000;

/** Quotes, backslashes, accents and invisible characters inside a word do not end it. */
function withoutComments(key: string): string {
  const bare = key
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}"'`\\]/gu, '')
    .replaceAll(/\/\*.*?\*\//gsu, ' ');
  const outside = bare.replaceAll(/\([^)]*\)|\[[^\]]*\]|<[^>]*>/gu, ' ');
  return /\p{L}/u.test(outside) ? outside : bare;
}

/** Whether a name holds a word for a password that is not written in Latin letters. */
export function holdsForeignWord(key: string): boolean {
  // Aliases with a number come here, a thousand in a large file, and have no letter of these words.
  if (!/[\u0080-\uffff]/.test(key)) return false;
  const letters = lettersOf(key);
  wordLetters ??= WORDS.map(lettersOf);
  return wordLetters.some((word) => letters.includes(word));
}

let wordLetters: readonly string[] | undefined;

function lettersOf(key: string): string {
  return foreignWords(key).replaceAll(' ', '');
}

const WORDS = [
  'пароль',
  'парола',
  'лозинка',
  '密码',
  '密碼',
  '口令',
  'パスワード',
  '비밀번호',
  '암호',
  'κωδικός',
  'κωδικος',
  'סיסמה',
  'ססמה',
  'كلمةالمرور',
  'كلمةالسر',
  'گذرواژه',
  'รหัสผ่าน',
  'पासवर्ड',
];

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
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  ѕ: 's',
  ԁ: 'd',
};
