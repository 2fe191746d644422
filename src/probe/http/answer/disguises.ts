import { textOfBytes } from './decoded.js';

/** Codes of the letters and digits of ASCII. */
const HEX = String.raw`(3\d|[46][1-9a-f]|[57][\da])`;
const DECIMAL = String.raw`0{0,5}(4[89]|5[0-7]|6[5-9]|[78]\d|9[07-9]|1[01]\d|12[0-2])`;
const BY_NUMBER = new RegExp(
  [
    `%(?:25){0,2}${HEX}`,
    String.raw`\\{1,4}(?:u00|x)${HEX}`,
    `&(?:amp;){0,2}#(?:x0{0,5}${HEX}|${DECIMAL});`,
  ].join('|'),
  'gi',
);
/** One of them begins each. Quickly looked for in long lists, which have none of them. */
const SIGNS = ['%', '\\', '&'];

/**
 * The text with letters and digits that are written by their numbers as themselves. Whoever encodes an address, a page or JSON leaves them as
 * they are, so no spelling has them otherwise; but who reads it reads them all the same.
 */
export function withPlainLetters(text: string): string {
  if (!SIGNS.some((sign) => text.includes(sign))) return text;
  return text.replace(BY_NUMBER, (_, ...codes: unknown[]) => {
    const at = codes.findIndex((code) => code !== undefined);
    return String.fromCharCode(Number.parseInt(String(codes[at]), at === DECIMAL_GROUP ? 10 : 16));
  });
}

/** Without what stands between letters and is not seen: of UTF-16, of no width. */
export function withoutUnseen(text: string): string {
  return text.replace(/[\0\u00ad\u200b-\u200d\u2060\ufeff]/gu, '');
}

/** Which group of the pattern holds a decimal number. */
const DECIMAL_GROUP = 3;

const RUN = /[\w+/-]{11,}={0,2}/g;
const SHORTEST = 11;
/** No text has that, so what was read is none. */
const NO_TEXT = /[\0-\x08\x0e-\x1f\x7f-\x9f]/; // oxlint-disable-line no-control-regex
/** How often something is encoded. */
const TIMES = 3;

/** Replaces each run of Base64 or of hexadecimal numbers of which the text is one that `isTold`, whatever else is in it. */
export function replaceEncoded(text: string, isTold: (inside: string) => boolean, shown: string): string {
  return text.replace(RUN, (run) => (isInside(run, isTold, TIMES) ? shown : run));
}

/** Most runs of an answer are ids of these: they are numbers by chance, and each would be read in a dozen ways. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

function isInside(run: string, isTold: (inside: string) => boolean, times: number): boolean {
  if (times === 0 || UUID.test(run)) return false;
  return textsIn(run).some(
    (inside) =>
      isTold(inside) || (inside.match(RUN) ?? []).some((inner) => isInside(inner, isTold, times - 1)),
  );
}

/** Signs of Base64 that stand between other things as well: `/login/YWxp…/home`. */
const BETWEEN = /[/+_-]/;
/** What has more parts is a long text, of which each would be read to its end. */
const MOST_PARTS = 20;

/** What is no text in either way is something else. */
function textsIn(run: string): readonly string[] {
  const parts = run.split(BETWEEN, MOST_PARTS);
  const starts = parts.map((_, index) => parts.slice(0, index).join(' ').length + Math.min(index, 1));
  const words = [...starts.map((start) => run.slice(start)), ...(parts.length > 1 ? parts : [])];
  const read = words
    .filter(({ length }) => length >= SHORTEST)
    .flatMap((word) => [
      Buffer.from(word, 'base64'),
      ...(/^(?:[\da-f]{2})+$/i.test(word) ? [Buffer.from(word, 'hex')] : []),
    ]);
  return read.map(textOfBytes).filter((text) => !NO_TEXT.test(text));
}
