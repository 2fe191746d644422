import { CERTAINTIES, SEVERITIES, type Finding, type Location } from './finding.js';
import { compareText } from './text/text.js';

/** The one order of findings: severity, certainty, place, rule, key. Total, the same in every run and format. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty) ||
    comparePlaces(a.locations[0], b.locations[0]) ||
    compareText(a.rule, b.rule) ||
    compareText(a.key, b.key)
  );
}

function comparePlaces(a: Location | undefined, b: Location | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}
