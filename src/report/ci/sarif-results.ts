import type { Finding, Replacement } from '../../core/finding.js';
import type { Report, ReportOptions } from '../../core/report/report.js';
import { fingerprinted, type Fingerprinted } from './fingerprints.js';
import { placeOf } from './places.js';
import { artifactLocation, physicalLocation, replacementOf } from './sarif-places.js';
import { LEVELS, type RuleTable } from './sarif-rules.js';
import { safeLine, safeLines } from './texts.js';

export function resultsOf(report: Report, options: ReportOptions, rules: RuleTable): readonly object[] {
  return fingerprinted(report.findings).map((each) => resultOf(each, report, options, rules));
}

function resultOf(
  { finding, fingerprint }: Fingerprinted,
  report: Report,
  options: ReportOptions,
  rules: RuleTable,
): object {
  const place = placeOf(finding, report);
  const related = finding.locations.slice(1);
  return {
    ruleId: finding.rule,
    ruleIndex: rules.indexOf(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: messageOf(finding) },
    locations: [{ physicalLocation: physicalLocation(place.file, place, options) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((location, index) => ({
        id: index + 1,
        physicalLocation: physicalLocation(location.file, location, options),
        message: { text: plain(safeLine(noteOf(location))) },
      })),
    }),
    // GitHub reads this name only; the other one tells people what it was made of.
    partialFingerprints: {
      primaryLocationLineHash: `${fingerprint}:1`,
      'multiEngineKey/v1': safeLine(finding.key),
    },
    ...(isShort(finding.fix) && { fixes: [fixOf(finding.fix, options)] }),
    properties: {
      certainty: finding.certainty,
      engines: finding.engines.map((alias) => safeLine(alias)),
      ...(finding.inconclusive && { inconclusive: true }),
    },
  };
}

/** What was found, what to do, and links to the other places, by their ids. */
function messageOf({ message, remedy, locations }: Finding): string {
  const links = locations
    .slice(1)
    .map((location, index) => `[${linked(safeLine(noteOf(location)))}](${index + 1})`);
  return [
    plain(safeLine(message)),
    ...(remedy.trim() === '' ? [] : [`Fix: ${plain(safeLines(remedy).trimEnd())}`]),
    ...(links.length === 0 ? [] : [`See also: ${links.join(', ')}`]),
  ].join('\n');
}

function noteOf({ note, line }: Finding['locations'][number]): string {
  return note ?? `line ${line}`;
}

/** A text from outside is no link. */
function plain(text: string): string {
  return text.replaceAll('](', '\\](');
}

function linked(text: string): string {
  return text.replaceAll(/[[\]\\]/gu, '\\$&');
}

/** A fix is exact or is none: it cannot be cut like a text. */
const LONGEST_FIX = 20_000;

function isShort(fix: Finding['fix']): fix is readonly Replacement[] {
  if (fix === undefined) return false;
  const lengths = fix.flatMap(({ lines }) => lines.map((line) => line.length + 1));
  return lengths.reduce((sum, length) => sum + length, 0) <= LONGEST_FIX;
}

function fixOf(fix: readonly Replacement[], options: ReportOptions): object {
  const files = new Set(fix.map(({ file }) => file));
  return {
    description: { text: 'The edit that cures it.' },
    artifactChanges: [...files].map((file) => ({
      artifactLocation: artifactLocation(file, options),
      replacements: fix.filter((each) => each.file === file).map(replacementOf),
    })),
  };
}
