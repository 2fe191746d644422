import { closest } from '../../core/did-you-mean.js';

/**
 * Whether the value of a key is a secret, judged by what the key is: comments, quotes and decoration around it do not count, nor does how
 * well it is spelled, nor whether Optimize knows it. `password (import user)`, `"pass\"word"`, `Passwort`, `DB_PASS` and `accessToken`
 * are; `tokenLifetime`, `secretName` and `requirePassword` are not.
 */
export function isSecretKey(key: string): boolean {
  return wordFor(key).secret;
}

/** Whether a key stands for a login where its value is a text: `authentication: user:password`. */
export function isLoginKey(key: string): boolean {
  return wordFor(key).login;
}

/** Whether a value is none although it stands below `secrets`, `credentials` or the like: `user`, `name`, `lifeMin`. */
export function isHarmlessKey(key: string): boolean {
  return wordFor(key).harmless;
}

/** Whether a value below `headers` is none. */
export function isHarmlessHeader(key: string): boolean {
  return HARMLESS_HEADERS.test(key.trim());
}

/** Whether a key holds HTTP headers, any of which may be a secret. */
export function holdsHeaders(key: string): boolean {
  return /headers$/iu.test(key) && !/^response/iu.test(key);
}

interface Judgement {
  readonly secret: boolean;
  readonly login: boolean;
  readonly harmless: boolean;
}

/** The same few keys stand in every entry. */
const judged = new Map<string, Judgement>();

function wordFor(key: string): Judgement {
  let known = judged.get(key);
  if (known === undefined) judged.set(key, (known = judge(key)));
  return known;
}

function judge(key: string): Judgement {
  const words = wordsOf(key);
  const about = ABOUT.test(words) || QUESTION.test(words);
  return {
    secret: !about && words !== '' && (holdsSecretWord(words) || isSecretInDisguise(key)),
    login: LOGIN.test(words),
    harmless: about || HARMLESS.test(words),
  };
}

/** The header is written with a capital; in small letters it is a word of many sentences. */
function isSecretInDisguise(key: string): boolean {
  const last = /(?:\b|_)(A[a-z]{9,13}[a-rt-z]|A[A-Z]{9,13}[A-RT-Z])\s*$/u.exec(withoutComments(key))?.[1];
  if (last !== undefined && closest(last, ['authorization']) !== null) return true;
  return holdsSecretWord(wordsOf(unstyled(key)));
}

function holdsSecretWord(words: string): boolean {
  return PARTS.test(words.replaceAll(' ', '')) || WORDS.test(words) || words.split(' ').some(isMisspelled);
}

/** Mean a secret wherever they stand in a name, in whatever language. */
const PARTS = new RegExp(
  [
    'password|passwd|passwort|passphrase|passcode|passord|wachtwoord|losenord|adgangskode|kennwort|motdepasse|contraseny?a',
    'credential|zugangsdaten|jsessionid|sessionid|salasana|jelszo|пароль|密码|密碼|口令|パスワート|비밀번호|암호|κωδικος|סיסמה|كلمةالمرور|كلمةالسر|รหสผาน',
    '(?:api|access|account|auth|client|encryption|hmac|licen[sc]e|master|private|secret|session|shared|signing|ssh|storage|subscription)keys?',
  ]
    .join('|')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, ''),
  'u',
);

/** Mean one as words of their own; others hold them by chance: `bypass`, `secretary`, `tokenizer`. */
const WORDS =
  /(?:^| )(?:[a-z]*(?:secret|token|pwd|passw)s?|pass|(?:db|user|admin|login|mail|smtp|root)pass|pw|psw|pswd|pword|passwords?|bearer|jwt|otp|cookies?|senha|haslo|heslo|sifre|parolas?|parole|geheim(?:nis)?)(?= |$)|^(?:proxy |x )?authorization$/u;

/** As the last word, they say that the name means something about the secret and not the secret itself. */
const ABOUT =
  /(?:^| |password|secret|token)(?:age|algorithm|audience|claim|count|duration|enabled|encoding|endpoint|expiration|expires|expiry|field|file|filename|format|header|issuer|length|lifetime|life|limit|location|max|min|minutes|mode|mount|names?|parameter|path|pattern|policy|provider|refs?|required|size|ttl|timeout|type|uri|url|validity|version)$/u;

/** As the first word, they make a question or a pointer of it. */
const QUESTION =
  /^(?:allow|disabled?|enabled?|existing|has|ignore|is|max|min|requires?|required|reset|show|skip|uses?|validate|without) /u;

const LOGIN = /^(?:auth|authentication|basic ?auth|http ?auth|x auth)$/u;

const HARMLESS =
  /^(?:user(?: ?name)?|name|key|external|description|comment|version|kind|scheme|realm|email|host|port|domain|optional)$/u;

const HARMLESS_HEADERS =
  /^(?:accept(?:-\w+)?|cache-control|connection|content-(?:type|length|encoding|language)|date|expect|host|user-agent|origin|pragma|x-request(?:ed)?-\w+|x-forwarded-\w+)$/iu;

/** The words of a name in lower case, without accents, comments, brackets and whatever else is no letter. */
function wordsOf(key: string): string {
  const plain = key.length <= LONGEST ? key : key.slice(-LONGEST);
  const text = isPlain(plain) ? plain : withoutComments(plain);
  return text
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** Longer ones are no names: what stands next to the colon decides. */
const LONGEST = 2_000;

function isPlain(key: string): boolean {
  return /^[\w .-]*$/u.test(key);
}

/** Quotes, backslashes, accents and invisible characters inside a word do not end it. */
function withoutComments(key: string): string {
  const bare = key
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}"'`\\]/gu, '')
    .replaceAll(/\/\*.*?\*\//gsu, ' ');
  const outside = bare.replaceAll(/\([^)]*\)|\[[^\]]*\]|<[^>]*>/gu, ' ');
  return /\p{L}/u.test(outside) ? outside : bare;
}

/** `p@ssw0rd` and `$ecret`, and letters that only look Latin. */
function unstyled(key: string): string {
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
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  ѕ: 's',
  ԁ: 'd',
};

/** A misspelled password is one all the same: the finding about its key must not print it. */
function isMisspelled(word: string): boolean {
  if (word.length < 5 || word.length > 14) return false;
  return closest(word, LONG_WORDS) !== null || (word.length < 8 && near(word));
}

const LONG_WORDS = ['password', 'passphrase', 'credentials', 'kennwort', 'wachtwoord', 'contrasena'];

/** Of short words only swapped or doubled letters are a slip: `taken` is no `token`. */
function near(word: string): boolean {
  const letters = word.split('').toSorted();
  return SHORT_WORDS.has(letters.join('')) || SHORT_WORDS.has([...new Set(letters)].join(''));
}

const SHORT_WORDS = new Set(
  ['secret', 'secrets', 'token', 'tokens', 'passwd'].map((word) => word.split('').toSorted().join('')),
);
