/**
 * Characters that could move a cursor, turn the direction of a text or end a line where they are printed, and those that
 * are not seen at all and make two names look alike. Joiners stay: some scripts need them.
 */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- control characters are what this is about
  /[\u0000-\u001f\u007f-\u009f\u00ad\u{34f}\u061c\u115f\u1160\u{17b4}\u{17b5}\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

/**
 * Makes a string from a configuration, an engine or the command line safe to print: what is unsafe becomes a visible escape.
 * The one escaper; the others below are for more than a line.
 */
export function escapeText(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNSAFE, visible);
}

/** Most texts are: looking for what is unsafe among all of Unicode takes five times as long. */
const PLAIN = /^[\u0020-\u007e]*$/;
const PLAIN_LINES = /^[\u0020-\u007e\n\t]*$/;

/** The same for a text of several lines: its line breaks, tabs and, where it is painted, its colours stay. */
export function escapeLines(text: string, painted = false): string {
  if (PLAIN_LINES.test(text)) return text;
  if (!painted || !text.includes(LINK_START)) return escapedLines(text, painted);
  return text
    .split(LINK)
    .map((part, index) => (index % 2 === 1 ? part : escapedLines(part, painted)))
    .join('');
}

const LINK_START = '\u001b]8;;';

/** What begins and what ends a link (OSC 8): an address in plain characters, or none. */
// oxlint-disable-next-line no-control-regex -- links are control characters
const LINK = /(\u001b\]8;;(?:(?:file|https?):\/\/[!-~]*)?\u001b\\)/;

/** A text that leads somewhere, on a terminal that knows how. Others show the text alone. */
export function linkTo(address: string, text: string): string {
  return `${LINK_START}${address}\u001b\\${text}${LINK_START}\u001b\\`;
}

/** Whatever is not plain; nothing that is looked at as one character begins in one of these and ends in the next. */
const SPECIAL = /[^\u0020-\u007e\n\t]+/g;

/** A report of megabytes has some dashes and dots: only around these is looked among all of Unicode. */
function escapedLines(text: string, painted: boolean): string {
  return text.replace(SPECIAL, (part, from: number) =>
    part.replace(UNSAFE, (character, within: number) =>
      isLayout(text, from + within) || (painted && isColor(text, from + within))
        ? character
        : visible(character),
    ),
  );
}

function isLayout(text: string, at: number): boolean {
  const character = text[at];
  return character === '\n' || character === '\t' || (character === '\r' && text[at + 1] === '\n');
}

function isColor(text: string, at: number): boolean {
  COLOR.lastIndex = at;
  return COLOR.test(text);
}

// oxlint-disable-next-line no-control-regex -- colours are control characters
const COLOR = /\u001b\[[\d;]*m/y;

/**
 * What is printed, without commands to the CI that reads it: GitHub's runner and Azure's find `##[error]` and `##vso[…]` anywhere in
 * a line, TeamCity `##teamcity[…]`. The escape means the same in JSON.
 */
export function withoutCommands(printed: string): string {
  return printed.includes('##') ? printed.replaceAll(COMMAND, String.raw`#\u0023`) : printed;
}

const COMMAND = /##(?=\[[a-z]|vso\[|teamcity\[)/gi;

/** A value as JSON. The escapes mean the same to every parser, and nothing to a screen; big integers are written as text. */
export function jsonText(value: unknown): string {
  return `${escapeLines(jsonOf(value))}\n`;
}

/** To be asked about each value takes twice the time of writing it, and hardly any report has a big integer. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2);
  } catch {
    return JSON.stringify(value, writable, 2);
  }
}

/** JSON has no big integers. */
function writable(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

/** In a form that JSON knows, too. */
function visible(character: string): string {
  return character.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`. */
export function quotedList(names: readonly string[]): string {
  return joined(names.map((name) => `"${name}"`));
}

/** `a`, `a and b`, `a, b and c`. */
export function joined(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The parts of a list with commas; what is empty is none. */
export function partsOfList(text: string): readonly string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}

/** `1 engine`, `2 engines`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A text without what it ends in of these characters. A pattern would begin anew at each of many that do not stand at the end. */
export function withoutTrailing(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Cuts a text to `limit` characters, of which none is cut into halves, and shows that it was cut. */
export function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Orders strings by code units: the same in every locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const INVISIBLE: Readonly<Record<string, string>> = {
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u034f': 'combining grapheme joiner',
  '\u061c': 'Arabic letter mark',
  '\u115f': 'Hangul choseong filler',
  '\u1160': 'Hangul jungseong filler',
  '\u180e': 'Mongolian vowel separator',
  '\u200b': 'zero width space',
  '\u200c': 'zero width non-joiner',
  '\u200d': 'zero width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u2028': 'line separator',
  '\u2029': 'paragraph separator',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'pop directional formatting',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u202f': 'narrow no-break space',
  '\u2060': 'word joiner',
  '\u3000': 'ideographic space',
  '\u3164': 'Hangul filler',
  '\uffa0': 'halfwidth Hangul filler',
  '\ufeff': 'byte order mark',
};

/** A character that nobody sees, by its number and its name in Unicode, e.g. `U+00A0 (no-break space)`. */
export function characterName(character: string): string {
  const number = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const name = INVISIBLE[character];
  return name === undefined ? number : `${number} (${name})`;
}

/** The first character of a text that nobody sees, or null. */
export function invisibleIn(text: string): string | null {
  return (
    // oxlint-disable-next-line no-misleading-character-class -- each by itself
    /[\u00a0\u00ad\u{34f}\u061c\u115f\u1160\u{17b4}\u{17b5}\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/u.exec(
      text,
    )?.[0] ?? null
  );
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
