import type { Evidence } from '../../../core/finding.js';
import { escapeText } from '../../../core/text/text.js';
import { aliasList, type Page } from '../layout/page.js';
import { hanging } from '../layout/width.js';

/** Pieces of evidence that are shown unless everything is asked for. */
const EVIDENCE_SHOWN = 3;

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
