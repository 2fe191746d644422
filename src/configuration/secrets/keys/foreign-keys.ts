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
  'পাসওয়ার্ড',
  'கடவுச்சொல்',
  'پاس ورڈ',
  'رمز عبور',
  'пароля',
  'нууц үг',
  'գաղտնաբառ',
  'პაროლი',
  'συνθηματικό',
  'סיסמא',
  '通行碼',
  'パスコード',
  '비번',
];
