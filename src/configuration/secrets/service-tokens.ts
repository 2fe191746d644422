/** How tokens of services begin, which these say themselves so that a token is found where it leaked. Behind them are letters and digits only. */
const PLAIN = listOf(
  'dckr_pat_ dckr_oat_ dop_v1_ doo_v1_ dor_v1_ rubygems_ sqp_ squ_ sqa_ nfp_ hf_ r8_ lin_api_ ntn_ figd_ tfp_ rdme_ aio_ pnu_',
  'shpat_ shpss_ shpca_ shppa_ whsec_ glsa_ sbp_ fo1_ bkua_ sntryu_ ATBB AKCp EZAK EZTK AGE-SECRET-KEY-1',
);

/** Behind these are signs, too. */
const SIGNED = listOf(
  'glptt- gldt- glrt- glcbt- glsoat- glffct- glimt- glagent- glft- glwt- tskey- pypi-Ag xkeysib- GOCSPX- PMAK- NRAK- NRAA- HRKU- CFPAT-',
  'sq0atp- sq0csp- sq0idp- sntrys_ glc_ CCIPAT_ pscale_tkn_ pscale_pw_ pscale_oauth_ ATATT3x ATCTT3x dp.pt. dp.st. dp.ct. dp.sa. dt0c01. ops_ey',
  'hvr. 1//0',
);

/** Hexadecimal digits, and what has its sign elsewhere. */
const OTHERS = [
  '(?:dapi|SK|key-)[\\da-f]{32}',
  'pul-[\\da-f]{40}',
  '[\\da-f]{32}-us\\d{1,2}',
  '\\d{8,10}:AA[\\w-]{30,}',
  '[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,}',
  '\\w{1,40}\\.atlasv1\\.[\\w-]{16,}',
  '[\\w.~-]{3}8Q~[\\w.~-]{30,}',
];

/** Something of each of these. */
const OTHER_SIGNS = /[\da-f]{32}|:AA|[MNO][\w-]{23,27}\.[\w-]{6}\.|\.atlasv1\.|8Q~/;

/** As long as what stands behind each beginning: most texts have no such word, and for these nothing has to be prepared. */
const LONG = /(?<![\w.~/+-])[\w.~/+-]{16}/;

/** Nearly all have a digit; those of hexadecimal digits may have letters alone. */
const SHORTEST_WITHOUT_DIGIT = 34;

let pattern: RegExp | undefined;

/** A pattern for tokens of services; null where the text cannot have any. */
export function serviceTokens(text: string): RegExp | null {
  if (text.length < SHORTEST_WITHOUT_DIGIT && !/\d/.test(text)) return null;
  return LONG.test(text) && mayHoldOne(text) ? (pattern ??= patternOfAll()) : null;
}

/** Other names are long as well. To look for each beginning takes less than to prepare the pattern. */
function mayHoldOne(text: string): boolean {
  if (OTHER_SIGNS.test(text)) return true;
  // Behind each beginning is a digit.
  return /\d/.test(text) && [PLAIN, SIGNED].some((signs) => signs.some((sign) => text.includes(sign)));
}

function patternOfAll(): RegExp {
  const plain = `(?:${PLAIN.join('|')})(?=[A-Za-z]{0,40}\\d)[A-Za-z0-9]{16,}`;
  const signed = `(?:${SIGNED.map(escaped).join('|')})(?=[^\\s\\d]{0,40}\\d)[\\w.~/+-]{16,}=*`;
  return new RegExp(`(?<![A-Za-z0-9])(?:${[plain, signed, ...OTHERS].join('|')})`, 'g');
}

function escaped(text: string): string {
  return text.replaceAll('.', '\\.');
}

function listOf(...lines: readonly string[]): readonly string[] {
  return lines.join(' ').split(' ');
}
