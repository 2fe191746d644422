import { isUtf8 } from 'node:buffer';

/** Names that HTML has for the characters from U+00A0 on, in their order. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ...LATIN.split(' ').map((name, index) => [name, String.fromCodePoint(0xa0 + index)] as const),
]);

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['f', '\f'],
  ['b', '\b'],
]);

const ESCAPE =
  /((?:%[\da-f]{2})+)|&#(?:x([\da-f]{1,6})|(\d{1,7}));|&([a-z]{2,8}\d{0,2});|\\u([\da-f]{4})|\\x([\da-f]{2})|\\([^ux])/gi;

/** UTF-8 that was read as Latin-1. */
const MISREAD = /[\u00c2-\u00f4][\u0080-\u00bf]{1,3}/g;

/**
 * The characters that a text stands for where it is a part of an address, a page, JSON or JavaScript, or was read in another encoding; each
 * escape is read once.
 */
export function decodedOnce(text: string): string {
  const read = text.replace(MISREAD, (run) => {
    const bytes = Buffer.from(run, 'latin1');
    return isUtf8(bytes) ? bytes.toString('utf8') : run;
  });
  return read.replace(ESCAPE, (whole: string, ...groups: readonly (string | undefined)[]) => {
    const [bytes, hex, decimal, name, unit, byte, escaped] = groups;
    if (bytes !== undefined) return textOfBytes(Buffer.from(bytes.replaceAll('%', ''), 'hex'));
    const code = hex ?? unit ?? byte;
    if (code !== undefined) return characterOf(Number.parseInt(code, 16)) ?? whole;
    if (decimal !== undefined) return characterOf(Number(decimal)) ?? whole;
    if (name !== undefined) return NAMED.get(name) ?? whole;
    return escaped === undefined ? whole : (LETTERS.get(escaped) ?? escaped);
  });
}

/** Of UTF-8, or where they are none of Latin-1. */
export function textOfBytes(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** A half of a character stays one: its other half follows. */
function characterOf(code: number): string | null {
  return code > 0x10ffff ? null : String.fromCodePoint(code);
}
