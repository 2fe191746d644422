import { SEVERITIES, type Finding, type Location } from '../../core/finding.js';
import type { Report } from '../../core/report/report.js';
import { shortened } from '../../core/text/text.js';
import { text, textLines } from './text.js';

/** Places of one finding and pieces of its evidence that are shown. */
const PLACES = 6;
const EVIDENCE = 12;

/** So much of a line is shown on either side of a place. */
const AROUND = 100;

/** The engines by the short names that the filter uses. */
export function enginesOf({ engines }: Report): ReadonlyMap<string, string> {
  return new Map(
    [...new Set(engines.map(({ alias }) => alias))].map((alias, index) => [alias, `e${index + 1}`]),
  );
}

/** Three lists to choose findings by. Shown by the script alone: without it nothing could be chosen. */
export function filters({ findings, engines }: Report, ids: ReadonlyMap<string, string>): string {
  if (findings.length === 0) return '';
  const rules = [...new Map(findings.map(({ rule, name }) => [rule, `${rule} ${name}`]))];
  return [
    '<form hidden="hidden" aria-label="Choose findings">',
    choice(
      'severity',
      'Severity',
      SEVERITIES.map((each) => [each, each]),
    ),
    choice(
      'rule',
      'Rule',
      rules.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([code, words]) => [code, text(words)]),
    ),
    choice(
      'engine',
      'Engine',
      engines.length === 0 ? [] : [...ids].map(([alias, id]) => [id, text(alias, 60)]),
    ),
    '<span id="shown" role="status"></span>',
    '</form>',
  ].join('\n');
}

function choice(name: string, label: string, options: readonly (readonly [string, string])[]): string {
  const items = [['', 'all'], ...options].map(
    ([value, words]) => `<option value="${value ?? ''}">${words ?? ''}</option>`,
  );
  return `<label>${label} <select name="${name}">${items.join('')}</select></label>`;
}

export function findingBlock(
  finding: Finding,
  { sources }: Report,
  ids: ReadonlyMap<string, string>,
): string {
  const { rule, name, severity, certainty, inconclusive, engines, message, evidence, remedy, locations } =
    finding;
  const names = engines.flatMap((alias) => ids.get(alias) ?? []).join(' ');
  const doubts = [
    ...(certainty === 'proven' ? [] : [`${certainty} evidence`]),
    ...(inconclusive ? ['inconclusive'] : []),
  ];
  return [
    `<article class="finding ${severity}" data-severity="${severity}" data-rule="${text(rule)}" data-engine="${names}">`,
    `<h3><a href="#rule-${text(rule)}">${text(rule)}</a> ${text(name)} <span class="word-${severity}">${severity}</span>${doubts.length === 0 ? '' : ` (${doubts.join(', ')})`}</h3>`,
    `<p>${text(message)}</p>`,
    ...locations.slice(0, PLACES).map((location) => frame(location, sources)),
    ...(locations.length > PLACES ? [`<p>and ${locations.length - PLACES} more places</p>`] : []),
    ...(evidence.length === 0
      ? []
      : [
          '<h4>Evidence</h4><ul>',
          ...evidence.slice(0, EVIDENCE).map((fact) => `<li>${evidenceText(fact)}</li>`),
          ...(evidence.length > EVIDENCE ? [`<li>and ${evidence.length - EVIDENCE} more</li>`] : []),
          '</ul>',
        ]),
    ...(remedy.trim() === ''
      ? []
      : [
          '<h4>Fix</h4>',
          `<pre>${textLines(remedy)
            .map((line) => `  ${line}`)
            .join('\n')}</pre>`,
        ]),
    '</article>',
  ].join('\n');
}

function evidenceText({ engines, detail, request, status }: Finding['evidence'][number]): string {
  const origin = request === undefined ? '' : ` (${request}${status === undefined ? '' : `, ${status}`})`;
  const owners = engines.length === 0 ? '' : `${engines.join(', ')}: `;
  return text(owners + detail + origin);
}

function frame(location: Location, sources: Report['sources']): string {
  const { file, line, column, endLine, endColumn, note } = location;
  const source = sources.get(file)?.at(line - 1);
  const place = `${text(shortened(file, 300))}:${line}:${column}${note === null ? '' : `: ${text(note)}`}`;
  if (source === undefined) return `<pre>${place}</pre>`;
  const [from, to] = [column - 1, endLine > line ? source.length : endColumn - 1];
  const start = Math.max(0, from - AROUND);
  const before = source.slice(start, from);
  const marked = source.slice(from, Math.min(to, from + 2 * AROUND));
  const after = source.slice(to, to + AROUND);
  // Indented: a line of a file must not look like one of ours, also to who reads the source.
  return `<pre>${place}\n  ${start > 0 ? '…' : ''}${text(before)}<mark>${text(marked)}</mark>${text(after)}</pre>`;
}
