import { isSecretKey } from '../keys/secret-keys.js';

/** What follows the first words of a line where they mean a secret: `mot de passe hunter2`. */
export function behindSecretWords(text: string): string | null {
  const tight = TIGHT.exec(text);
  if (tight !== null && isSecretKey(tight[1] ?? '')) return text.slice(tight[0].length);
  const word = /[^\s\u{200b}:=]+[\s\u{200b}]+/uy;
  for (let count = 0; count < 4 && word.test(text); count += 1)
    if (isSecretKey(text.slice(0, word.lastIndex)))
      return text.slice(word.lastIndex).replace(/^(?:\([^)]*\)[\s\u{200b}]*)+/u, '');
  return null;
}

/** `password;hunter2`: the key next to the colon was hit. */
const TIGHT = /^\s*["']?([\w.-]{1,60})["']?[;,](?=[^\s;,]{1,200}\s*$)/u;

/** The name in front of a separator: behind the last comma or bracket, and not a whole sentence. */
export function isSecretLabel(text: string): boolean {
  // The default of a placeholder is judged with its name, elsewhere.
  if (/\$\{[A-Za-z_]\w*$/u.test(text)) return false;
  // What stands in such an option has a name of its own.
  if (text.endsWith('--from-literal')) return false;
  const label = text.length > LONGEST_LABEL ? text.slice(-LONGEST_LABEL) : text;
  const key = label.replace(
    /(?:(?<=[\w"']\s{0,3})\[[^\][]{0,40}\]|[?|;*])["'\s]*(?:\([^()]{0,60}\)["'\s]{0,5}){0,3}$/u,
    '',
  );
  const part = /^\s*\w+, \w+\s*$/.test(key) ? key : key.slice(key.search(/[^,{[&?;|]*$/u));
  const whole = part.includes(')') && !part.includes('(') ? label : part;
  const words = whole.trim().split(/\s+/u);
  return isSecretKey(words.length > MOST_WORDS ? words.slice(-MOST_WORDS).join(' ') : whole);
}

/** Of an element its name, of an attribute its own, whatever element has it: `<secret name="level"`. */
export function labelInMarkup(separator: string, before: string): string {
  if (separator.startsWith('<')) return separator.slice(1, -1).replace(ATTRIBUTES, '');
  return separator === '=' ? before.replace(BEFORE_ATTRIBUTE, '') : before;
}

const ATTRIBUTES = /\s[^=]{0,60}=.*$/su;
const BEFORE_ATTRIBUTE =
  /^(?:[^<]{0,200}<[\w:.-]{1,60}|\s*[\\"']{1,3}[^"'\\]{0,200}[\\"']{1,3})\s+(?=[\w:.-]{1,60}\s*$)/u;

const LONGEST_LABEL = 200;
const MOST_WORDS = 6;
