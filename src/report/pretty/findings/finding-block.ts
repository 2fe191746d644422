import type { Evidence, Finding } from '../../../core/finding.js';
import { asTyped } from '../../../core/text/as-typed.js';
import { escapeText, linkTo } from '../../../core/text/text.js';
import { adviceLines } from './advice-lines.js';
import type { Block } from './blocks.js';
import { evidenceLines } from './evidence-lines.js';
import { frame, placeText, type Sources } from './frame.js';
import { CERTAINTY_WORDS, listed, paragraph, type Page, type Tone } from '../layout/page.js';
import { sameWords } from './same-words.js';
import { table } from '../layout/table.js';
import { framedLocations, furtherPlaces } from './places.js';
import { fitted, wrapped } from '../layout/width.js';

/** Keys in a table and names in a sentence that are shown unless everything is asked for. */
const KEYS_SHOWN = 150;
const NAMES_SHOWN = 12;
const NAMES_IN_LINE = 4;
const PLACES_SHOWN = 30;

/** Longer cells are cut, so that the next column stays on the page. */
const LONGEST_CELL = 48;

/** Labels stand in a column of their own, behind two blanks. */
const LABEL_WIDTH = 10;

/** What was found, once or several times, with everything that helps to judge and to cure it. */
export function findingBlock(page: Page, block: Block, sources: Sources): readonly string[] {
  const [{ severity, url, rule }] = block;
  const width = page.width - LABEL_WIDTH - 2;
  const locations = framedLocations(block);
  const further = furtherPlaces(block, locations);
  const evidence = distinct(block.flatMap((finding) => evidenceBeyond(page, finding)));
  return [
    titleLine(page, block),
    ...sentencesOf(page, block).flatMap((text) => paragraph(page, '  ', text, 'strong')),
    ...keyLines(page, block),
    ...(locations.length === 0 ? [] : frame(page, severity, locations, sources)),
    ...labelled(
      page,
      'also at',
      'faint',
      further.length === 0 ? [] : wrapped(listed(page, further, PLACES_SHOWN), width),
    ),
    ...labelled(page, 'evidence', 'faint', evidenceLines(page, evidence, width)),
    ...labelled(page, 'fix', 'fix', adviceLines(page, block, width)),
    ...labelled(page, 'docs', 'faint', url === '' ? [] : [page.paint('faint', pageLink(page, url, rule))]),
  ];
}

/** Where the rule is explained: its page where a team hosts it, else what to type; a link where links are followed. */
function pageLink({ pages, invocation }: Page, url: string, rule: string): string {
  const isHosted = /^https?:\/\//.test(url);
  const shown = escapeText(isHosted ? url : asTyped(`multi-engine explain ${rule}`, invocation?.()));
  if (pages === undefined) return shown;
  return linkTo(encoded(isHosted ? url : pages + url.replace(/^docs\//, '')), shown);
}

/** The address of a folder with a blank in its name has it encoded already. */
function encoded(address: string): string {
  return encodeURI(address.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll(/%25(?=[\da-f]{2})/gi, '%');
}

/** What was found on one line, its place first, as compilers write it. */
export function findingLine(page: Page, block: Block): string {
  const [primary] = block[0].locations;
  const place = primary === undefined ? '' : `${placeText(primary)}: `;
  const keys = keysOf(block);
  const list = keys.length === 0 ? '' : ` ${listed(page, keys, NAMES_IN_LINE)}`;
  const text = sentencesOf(page, block, NAMES_IN_LINE).map(escapeText).join(' ');
  const further = furtherPlaces(block, block[0].locations.slice(0, 1));
  const also = further.length === 0 ? '' : ` (also at ${listed(page, further, NAMES_IN_LINE)})`;
  return `${place}${titleLine(page, block)}: ${text}${escapeText(list)}${also}`;
}

function titleLine({ paint }: Page, [finding, ...others]: Block): string {
  const { severity, rule, name, certainty, inconclusive } = finding;
  const doubts = [
    ...(certainty === 'proven' ? [] : [CERTAINTY_WORDS[certainty]]),
    ...(inconclusive ? ['inconclusive'] : []),
  ];
  const doubt = doubts.length === 0 ? '' : ` ${paint('faint', `(${doubts.join(', ')})`)}`;
  const times = others.length === 0 ? '' : paint('faint', `, ${others.length + 1} times`);
  return `${paint(severity, `${severity}[${escapeText(rule)}]`)} ${escapeText(name)}${times}${doubt}`;
}

/** One sentence for all, where the rule has one, or where they differ in one word only; else a sentence each. */
function sentencesOf(page: Page, block: Block, limit = NAMES_SHOWN): readonly string[] {
  const [{ message, together }, ...others] = block;
  if (others.length === 0) return [message];
  if (together !== undefined) return [together.message];
  return sameWords(block.map((finding) => atFirstAddress(block, finding))).map((said) =>
    said.others.length === 0
      ? said.message
      : `${said.message.replace(/[^.!?]$/u, '$&.')} The same is true of ${listed(page, said.others, limit)}.`,
  );
}

/** The message, as if its engine had the address of the first: where each engine is has its place, and is no other sentence. */
function atFirstAddress([{ data: first }]: Block, { message, data }: Finding): string {
  const [own, other] = [data['rest'], first['rest']];
  return typeof own === 'string' && typeof other === 'string' && own !== ''
    ? message.replaceAll(own, () => other)
    : message;
}

/** What each of several is about. */
function keysOf(block: Block): readonly string[] {
  if (block.length === 1) return [];
  return block.flatMap(({ together }) => Object.values(together?.cells ?? {}).slice(0, 1));
}

/** A table of what tells one finding from the others; a column in which nothing stands is left out. */
function keyLines(page: Page, block: Block): readonly string[] {
  const [{ together }] = block;
  if (block.length === 1 || together === undefined) return [];
  const shown = page.verbose || block.length <= KEYS_SHOWN ? block : block.slice(0, KEYS_SHOWN);
  const headings = Object.keys(together.cells).filter((heading) =>
    block.some((finding) => (finding.together?.cells[heading] ?? '') !== ''),
  );
  const rows = shown.map((finding) => ({
    cells: headings.map((heading) => ({
      text: fitted(finding.together?.cells[heading] || '–', LONGEST_CELL),
    })),
  }));
  const columns = headings.map((heading) => ({ heading: escapeText(heading), side: 'left' as const }));
  const hidden = block.length - shown.length;
  return [
    ...table({ ...page, width: page.width - 2 }, columns, rows).map((line) => `  ${line}`),
    ...(hidden > 0 ? [`    and ${hidden} more with --verbose`] : []),
  ];
}

/** A failed request that the sentence quotes already is not told again. */
function evidenceBeyond({ verbose }: Page, { message, evidence }: Finding): readonly Evidence[] {
  if (verbose) return evidence;
  // How long a failed request took is in the table of engines.
  return evidence.filter(
    ({ detail }) => !detail.startsWith('GET ') || !message.includes(detail.replace(/ \(\d+ ms\)$/, '')),
  );
}

function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(evidence.map((fact) => [JSON.stringify(fact), fact])).values()];
}

/** A label and its lines in a column of their own. */
function labelled({ paint }: Page, label: string, tone: Tone, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => {
    const start = index === 0 ? paint(tone, label.padEnd(LABEL_WIDTH)) : ' '.repeat(LABEL_WIDTH);
    return `  ${start}${line}`.trimEnd();
  });
}
