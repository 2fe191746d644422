import type { Evidence, Finding } from '../../core/finding.js';
import { escapeText } from '../../core/text/text.js';
import { frame, placeText, type Sources } from './frame.js';
import { aliasList, CERTAINTY_WORDS, paragraph, type Page, type Tone } from './page.js';
import { hanging, wrapped } from './width.js';

/** Pieces of evidence that are shown unless everything is asked for. */
const EVIDENCE_SHOWN = 3;

/** Labels stand in a column of their own, behind two blanks. */
const LABEL_WIDTH = 10;

/** A finding with everything that helps to judge and to cure it. */
export function findingBlock(page: Page, finding: Finding, sources: Sources): readonly string[] {
  const { severity, message, locations, evidence, remedy, url } = finding;
  const width = page.width - LABEL_WIDTH - 2;
  return [
    titleLine(page, finding),
    ...paragraph(page, '  ', message, 'strong'),
    ...(locations.length === 0 ? [] : frame(page, severity, locations, sources)),
    ...labelled(page, 'evidence', 'faint', evidenceLines(page, evidence, width)),
    ...labelled(page, 'fix', 'fix', remedy.trim() === '' ? [] : remedyLines(remedy, width)),
    ...labelled(page, 'docs', 'faint', url === '' ? [] : [page.paint('faint', escapeText(url))]),
  ];
}

/** A finding on one line, its place first, as compilers write it. */
export function findingLine(page: Page, finding: Finding): string {
  const [primary] = finding.locations;
  const place = primary === undefined ? '' : `${placeText(primary)}: `;
  return `${place}${titleLine(page, finding)}: ${escapeText(finding.message)}`;
}

function titleLine({ paint }: Page, finding: Finding): string {
  const { severity, rule, name, certainty, inconclusive } = finding;
  const doubts = [
    ...(certainty === 'proven' ? [] : [CERTAINTY_WORDS[certainty]]),
    ...(inconclusive ? ['inconclusive'] : []),
  ];
  const doubt = doubts.length === 0 ? '' : ` ${paint('faint', `(${doubts.join(', ')})`)}`;
  return `${paint(severity, `${severity}[${escapeText(rule)}]`)} ${escapeText(name)}${doubt}`;
}

/** What a claim rests on, one fact per line: whose, what was read, and by which request. */
export function evidenceLines(page: Page, evidence: readonly Evidence[], width: number): readonly string[] {
  const shown = page.verbose ? evidence : evidence.slice(0, EVIDENCE_SHOWN);
  const hidden = evidence.length - shown.length;
  return [
    ...shown.flatMap((fact) => hanging(evidenceText(fact), width)),
    ...(hidden > 0 ? [`and ${hidden} more with --verbose`] : []),
  ];
}

function evidenceText({ engines, detail, request, status }: Evidence): string {
  const owner = engines.length === 0 ? '' : `${aliasList(engines)}: `;
  const answer = status === undefined ? '' : ` → ${status}`;
  const origin = request === undefined ? '' : ` (${escapeText(request)}${answer})`;
  return owner + escapeText(detail) + origin;
}

/** The lines of a remedy. Only prose is wrapped: an edit or a command must be copied as it is. */
function remedyLines(remedy: string, width: number): readonly string[] {
  return remedy
    .trimEnd()
    .split(/\r?\n/)
    .map(escapeText)
    .flatMap((line) => (isProse(line) ? wrapped(line, width) : [line]));
}

/** A sentence begins with a capital; commands and YAML keys seldom do. No pattern: to make one of letters takes a while. */
function isProse(line: string): boolean {
  const first = line.replace(/^["“]/, '').charAt(0);
  return first !== first.toLowerCase();
}

/** A label and its lines in a column of their own. */
function labelled({ paint }: Page, label: string, tone: Tone, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => {
    const start = index === 0 ? paint(tone, label.padEnd(LABEL_WIDTH)) : ' '.repeat(LABEL_WIDTH);
    return `  ${start}${line}`.trimEnd();
  });
}
