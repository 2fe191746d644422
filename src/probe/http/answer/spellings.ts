/**
 * Patterns for a text in whatever spelling a server sends it back: as HTML, JSON, JavaScript or an address has it, encoded twice, in other
 * capitals, with other blanks. Letters and digits of ASCII are themselves in all of these. What follows a character never begins like
 * another of its spellings, and every repetition is bounded: looking for it takes as long as the text is. They follow each other, and each is
 * made when it is wanted, because a text may have millions.
 */
export function* spelled(text: string): Generator<string> {
  const isEncoded = ENCODED.test(text);
  for (const { 0: part, index } of text.trim().matchAll(/[\s+]+|\\*[^\s+\\]|\\+/gu)) {
    if (isEncoded && index > 0 && WIDTHS.some((width) => index % width === 0)) yield LINE_BREAK;
    yield spelledPart(part);
  }
}

/** Base64 that is longer than a line: mails and keys have lines of these widths, and so has what their encoders make of a login. */
const ENCODED = /^[\w+/-]{65,}$/;
const WIDTHS = [64, 76];
const LINE_BREAK = String.raw`(?:[\r\n]|\\{1,4}[rn]|%0[ad]|&#x?0{0,5}(?:1[03]|[ad]);){0,4}`;

/** A run of blanks, or a character and the backslashes before it, which an escape adds to. */
function spelledPart(part: string): string {
  if (/^[\s+]/u.test(part)) return `(?:${BLANK}){1,${4 * part.length + 4}}`;
  const character = part.replaceAll('\\', '');
  const backslashes = part.length - character.length;
  if (/^[A-Za-z\d]$/u.test(part)) return part;
  // Without any in the text they come from an escape alone: a short pattern, because Node takes long to prepare many alternatives.
  const before =
    backslashes === 0 ? String.raw`\\{0,4}` : `(?:${BACKSLASH}){${backslashes},${4 * backslashes + 4}}`;
  return character === '' ? before : before + spelledCharacter(character);
}

const PERCENT = '%(?:25)?';
const ENTITY = '&(?:amp;){0,2}';
const BACKSLASH = String.raw`\\|${PERCENT}5c|${ENTITY}(?:#0{0,5}92|#x0{0,5}5c|bsol);|u005c`;
/** A form has a plus for a blank. */
const BLANK = [
  String.raw`[\s+]`,
  String.raw`\\{1,4}[tnrf]`,
  `${PERCENT}(?:20|2b|0[9acd]|a0|c2${PERCENT}a0)`,
  `${ENTITY}(?:#0{0,5}(?:9|10|13|32|43|160)|#x0{0,5}(?:9|a|d|20|2b|a0)|nbsp|plus|tab|newline);`,
  String.raw`\\{0,4}u00(?:20|2b|a0|0[9acd])`,
].join('|');

function spelledCharacter(character: string): string {
  const number = character.codePointAt(0) ?? 0;
  const hex = number.toString(16);
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const written = units.map((unit) => `u${unit.toString(16).padStart(4, '0')}`);
  const plain =
    PLAIN.find(([characters]) => characters.test(character))?.[1] ??
    written.map((unit) => `\\${unit}`).join('');
  const entity = `${ENTITY}(?:#0{0,5}${number};|#x0{0,5}${hex};|[a-z]{2,8}\\d{0,2};${character === '&' ? '|' : ''})`;
  const bytes = [...Buffer.from(character)].map((byte) => PERCENT + twoDigits(byte)).join('');
  const escaped = written.join(String.raw`\\{1,4}`);
  const spellings = [
    ...(character === '&' ? [] : [character === '%' ? '%(?:25){0,2}' : plain]),
    entity,
    ...(character === '%' ? [] : [bytes]),
    escaped,
    ...(number > 0xff ? [] : [`x${twoDigits(number)}`]),
    ...(number > 0x7f && number <= 0xff ? [PERCENT + twoDigits(number)] : []),
  ];
  return `(?:${spellings.join('|')})`;
}

/** What stands for a character that cannot be read, and what Windows-1252 has in place of control characters. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/\?/, String.raw`[?\ufffd]`],
  [/[\u0080-\u009f]/, String.raw`[\u0080-\u009f\u0152-\u02dc\u2013-\u203a\u20ac\u2122]`],
];

function twoDigits(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** What becomes of a text where its bytes are taken for characters of another encoding; the text itself is the first. */
export function misread(text: string): readonly string[] {
  // oxlint-disable-next-line no-control-regex -- what is not ASCII
  if (/^[\u0000-\u007f]*$/.test(text)) return [text];
  const bytes = Buffer.from(text);
  const texts = [
    text,
    text.normalize('NFC'),
    text.normalize('NFD'),
    bytes.toString('latin1'),
    text.replaceAll(/[^ -~]/gu, '?'),
    bytes.toString('latin1').replaceAll(/[^ -~]/g, '?'),
  ];
  return [...new Set(texts)];
}
