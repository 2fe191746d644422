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

const RUN = /[\w+/-]{12,}={0,2}/g;
/** No text has that, so what was read is none. */
const NO_TEXT = /[\0-\x08\x0e-\x1f\x7f\ufffd]/; // oxlint-disable-line no-control-regex
/** How often something is encoded. */
const TIMES = 3;

/** Replaces each run of Base64 of which the text is one that `isTold`, whatever else is in it. */
export function replaceBase64(text: string, isTold: (inside: string) => boolean, shown: string): string {
  return text.replace(RUN, (run) => (isInside(run, isTold, TIMES) ? shown : run));
}

function isInside(run: string, isTold: (inside: string) => boolean, times: number): boolean {
  const inside = Buffer.from(run, 'base64').toString('utf8');
  if (times === 0 || NO_TEXT.test(inside)) return false;
  return isTold(inside) || (inside.match(RUN) ?? []).some((inner) => isInside(inner, isTold, times - 1));
}
