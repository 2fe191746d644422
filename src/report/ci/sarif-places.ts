import type { Location, Replacement } from '../../core/finding.js';
import { oncePer } from '../../core/memoize.js';
import type { ReportOptions } from '../../core/report/report.js';
import { uriOf } from './places.js';

/** A range as SARIF counts it: from 1, the end exclusive, all four numbers, because GitHub wants them. */
type Range = Pick<Location, 'line' | 'column' | 'endLine' | 'endColumn'>;

const locationsOf = oncePer<ReportOptions, Map<string, object>>(() => new Map());

/** The location of a file, which thousands of findings have in common. */
export function artifactLocation(file: string, options: ReportOptions): object {
  const known = locationsOf(options);
  let location = known.get(file);
  if (location === undefined) known.set(file, (location = madeLocation(file, options)));
  return location;
}

/** Files of the repository are named from its root, which only the reader knows. */
function madeLocation(file: string, options: ReportOptions): object {
  const uri = uriOf(file, options);
  return uri.startsWith('file:') || uri.startsWith('..') ? { uri } : { uri, uriBaseId: '%SRCROOT%' };
}

export function physicalLocation(file: string, range: Range, options: ReportOptions): object {
  const { line, column, endLine, endColumn } = range;
  return {
    artifactLocation: artifactLocation(file, options),
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

/** The change of one file as whole lines. */
export function replacementOf({ line, count, lines }: Replacement): object {
  return {
    deletedRegion: { startLine: line, startColumn: 1, endLine: line + count, endColumn: 1 },
    insertedContent: { text: lines.map((each) => `${each}\n`).join('') },
  };
}
