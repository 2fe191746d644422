import { least } from '../../../core/many.js';
import { closest } from '../../../core/text/did-you-mean.js';
import { foreignWords, holdsForeignWord } from './foreign-keys.js';
import { oncePerKey } from './once-per-key.js';
import { unstyled } from './unstyled.js';

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

interface Judgement {
  readonly secret: boolean;
  readonly login: boolean;
  readonly harmless: boolean;
}

/** Nearly every file has these: to judge them takes as long as to read three engines. */
const wordFor = oncePerKey(judge, [
  ...listOf('engines rest webapps defaultTenant id engine-commons connection read').map((key) =>
    beforehand(key, {}),
  ),
  ...listOf('name importEnabled enabled user endpoint timeout').map((key) =>
    beforehand(key, { harmless: true }),
  ),
  beforehand('authentication', { login: true }),
  beforehand('password', { secret: true }),
]);

function beforehand(key: string, judgement: Partial<Judgement>): readonly [string, Judgement] {
  return [key, { secret: false, login: false, harmless: false, ...judgement }];
}

function judge(key: string): Judgement {
  const words = wordsOf(key);
  const about = isAbout(words);
  return {
    secret: !about && words !== '' && (holdsSecretWord(words) || isSecretInDisguise(key)),
    login: LOGINS.has(words) || words.endsWith(' basic auth'),
    harmless: about || HARMLESS.has(words),
  };
}

/** Nearly every key is made of these: what else there may be costs a start too much, and is looked at where it is met. */
const PLAIN = /^[A-Za-z0-9_. -]*$/;

/** The words of a name in lower case, without whatever is no letter. */
function wordsOf(key: string): string {
  return PLAIN.test(key) ? plainWords(key) : foreignWords(key);
}

/** As nearly all keys and names of variables are. */
const ONE_CASE = /^(?:[a-z]+|[A-Z]+(?:_[A-Z]+)*)$/;

function plainWords(key: string): string {
  if (ONE_CASE.test(key)) return key.toLowerCase().replaceAll('_', ' ');
  return key
    .replaceAll(/([a-z])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ')
    .replaceAll(/[^A-Za-z]+/g, ' ')
    .trim()
    .toLowerCase();
}

function holdsSecretWord(words: string): boolean {
  const letters = words.replaceAll(' ', '');
  if (letters.length >= SHORTEST_PART && PARTS.some((part) => letters.includes(part))) return true;
  if (letters !== words && isNearly(letters, PHRASES, LETTERS_OF_PHRASE)) return true;
  if (isNearly(letters, CONNECTION, LETTERS_OF_CONNECTION)) return true;
  return (
    words.split(' ').some((word) => isSecretWord(word) || isMisspelled(word)) ||
    AUTHORIZATION.has(words) ||
    (words.includes(' ') && (AUTH_HEADER.test(words) || TOKEN_OF_SERVICE.test(words))) ||
    isQualified(words)
  );
}

function isSecretWord(word: string): boolean {
  if (WORDS.has(word)) return true;
  return END.test(word) && !CHANCE.test(word);
}

/** `pin`, and what only a word before it makes a secret: `deployKey`, `GITLAB_PAT`. */
function isQualified(words: string): boolean {
  if (!words.includes(' ')) return words === 'pin';
  const [, before = '', last = ''] = /(?:^|(?<![a-z])([a-z]+) )([a-z]+)$/.exec(words) ?? [];
  if (last === 'pin') return true;
  if (before === '') return false;
  return last === 'pat' || ((last === 'key' || last === 'keys') && !HARMLESS_KEYS.has(before));
}

/** Keys that find something, and words of a sentence. */
const HARMLESS_KEYS = new Set(
  listOf(
    'public primary foreign sort partition business process case decision definition definitions activity task form element variable tenant',
    'user group engine cache routing row column object message label translation config configuration setting property map entry record',
    'index lookup parent child item unique natural composite shard hot range tag metric dictionary resource type alias document event batch',
    'job incident report dashboard collection the a an this that these those each every any no which what its of is for as same other another',
    'new old first second next unknown missing duplicate invalid wrong misspelled yaml json',
  ),
);

/** Mean a secret wherever they stand in a name. */
const PARTS = listOf(
  'password passwd passwort passphrase passcode passord geheim zugangscode zugangsschlussel wachtwoord losenord adgangskode kennwort motdepasse contrasena contrasenya',
  'credential zugangsdaten jsessionid sessionid salasana jelszo palavrapasse paswd passkey lozinka connectionstring',
  'slaptazodis matkhau katasandi katalaluan fjalekalim pasahitza lykilord nenosiri salasona',
  'apikey accesskey accountkey authkey clientkey encryptionkey hmackey licensekey licencekey masterkey privatekey secretkey sessionkey',
  'sharedkey signingkey sshkey storagekey subscriptionkey',
  'activationkey accesscode activationcode authcode backupcode recoverycode securitycode verificationcode',
);

const SHORTEST_PART = least(PARTS.map(({ length }) => length));

/** Mean one as a word of its own; others hold them by chance: `bypass`, `parole`. */
const WORDS = new Set(
  listOf(
    'psk hmac jwk mdp pswrd psswd psw pswd pword bearer jwt otp cookie cookies',
    'geslo gesla parool parooli senha haslo hasla heslo sifre parola parolas parole clave segredo segreto secreto kodeord creds signature',
  ),
);

/** Mean one at the end of a word: `accesstoken`, but not `tokenizer` and not `secretary`. */
const END = /(?:secret|token|pwd|passw|pass|pw)s?$/;

/** Words that end so by chance. */
const CHANCE = /^(?:by|com|encom|over|sur|tres|under)pass$/;

/** What is sent, unlike other headers, of which names are set. */
const AUTH_HEADER = /(?:^| )auth header$/;

/** Named otherwise by what takes it: a login of SonarQube is a token, a community of SNMP a password. */
const TOKEN_OF_SERVICE = /(?:^|[ d])sonar login$|(?:^| )(?:snmp|ro|rw) community$|(?:^| )community string$/;

const AUTHORIZATION = new Set(['authorization', 'proxy authorization', 'x authorization']);

function isAbout(words: string): boolean {
  const last = words.slice(words.lastIndexOf(' ') + 1);
  if (last === 'header' && AUTH_HEADER.test(words)) return false;
  if (ABOUT.has(last)) return true;
  const first = words.slice(0, Math.max(words.indexOf(' '), 0));
  if (QUESTIONS.has(first)) return true;
  return ['password', 'secret', 'token'].some((word) => {
    const at = last.lastIndexOf(word);
    return at >= 0 && ABOUT.has(last.slice(at + word.length));
  });
}

/** As the last word, they say that the name means something about the secret and not the secret itself. */
const ABOUT = new Set(
  listOf(
    'age algorithm audience claim class count duration enabled encoding endpoint expiration expires expiry field file filename format from header issuer',
    'length lifetime life limit location max min minutes mode mount name names parameter path pattern policy provider ref refs required size stdin',
    'ttl timeout type uri url validity version',
  ),
);

/** As the first word, they make a question or a pointer of it. */
const QUESTIONS = new Set(
  listOf(
    'allow disable disabled enable enabled existing has ignore is max min require requires required show skip use uses validate without',
  ),
);

const LOGINS = new Set([
  'auth',
  'authentication',
  'basic auth',
  'basicauth',
  'http auth',
  'httpauth',
  'x auth',
]);

const HARMLESS = new Set([
  'user name',
  ...listOf(
    'user username name key external description comment version kind scheme realm email host port domain optional',
  ),
]);

function listOf(...lines: readonly string[]): readonly string[] {
  return lines.join(' ').split(' ');
}

/** A misspelled password is one all the same: the finding about its key must not print it. */
function isMisspelled(word: string): boolean {
  if (word.length < 5 || word.length > 14) return false;
  return isNearly(word, LONG_WORDS) || (word.length < 8 && near(word));
}

const LONG_WORDS = ['password', 'passphrase', 'credentials', 'kennwort', 'wachtwoord', 'contrasena'];

/** Several words, of which one alone is too short to tell a slip from another word. */
const PHRASES = [
  'password',
  'passphrase',
  'motdepasse',
  'palavrapasse',
  'accesstoken',
  'authtoken',
  'clientsecret',
];
const LETTERS_OF_PHRASE = 5;

/** With one slip; two make settings of it. */
const CONNECTION = ['connectionstring'];
const LETTERS_OF_CONNECTION = 12;

function isNearly(word: string, meant: readonly string[], lettersPerSlip = 3): boolean {
  const likely = meant.filter((each) => sharesLetters(word, each));
  return likely.length > 0 && closest(word, likely, lettersPerSlip) !== null;
}

/** A slip changes one letter: what lacks more of them cannot be meant. Cheaper than to count slips. */
function sharesLetters(word: string, meant: string): boolean {
  let left = Math.floor(word.length / 3);
  for (let at = 0; at < meant.length && left >= 0; at += 1) if (!word.includes(meant.charAt(at))) left -= 1;
  return left >= 0;
}

/** Of short words only swapped or doubled letters are a slip: `taken` is no `token`. */
function near(word: string): boolean {
  const letters = word.split('').toSorted();
  return SHORT_WORDS.has(letters.join('')) || SHORT_WORDS.has([...new Set(letters)].join(''));
}

/** Their letters in order: `secret`, `secrets`, `token`, `tokens`, `passwd`. */
const SHORT_WORDS = new Set(['ceerst', 'ceersst', 'eknot', 'eknost', 'adpssw']);

/** Aliases with a number are looked at so far, a thousand in a large file, and have no letter of another script. */
const NOT_ASCII = /[\u0080-\uffff]/;

/** What only looks otherwise: `p@ssw0rd`, and the header `Authorization`, whose word in small letters is one of many sentences. */
function isSecretInDisguise(key: string): boolean {
  const last = !key.includes('A')
    ? undefined
    : /(?:\b|_)(A[a-z]{9,13}[a-rt-z]|A[A-Z]{9,13}[A-RT-Z])(?:[-_. ]\w{1,5})?["']?\s*$/.exec(key)?.[1];
  if (last !== undefined && closest(last, ['authorization']) !== null) return true;
  if (/^[A-Za-z_. -]*$/.test(key)) return false;
  return (NOT_ASCII.test(key) && holdsForeignWord(key)) || holdsSecretWord(wordsOf(unstyled(key)));
}
