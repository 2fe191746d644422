import type { Configuration, EngineEntry } from '../../configuration/types.js';
import type { Finding, Location } from '../../core/finding.js';
import type { Coverage } from '../../core/report/report.js';
import { locate } from '../../load/locate.js';
import { standing } from '../../load/standing.js';
import type { CheckRequest } from '../request/request.js';

/** What `--engine` leaves of the findings and of what was looked at. */
export interface Narrowing {
  readonly concerns: (finding: Finding) => boolean;
  readonly coverage: (coverage: Coverage) => Coverage;
}

/** Without `--engine`, everything. */
export function narrowing(
  { engines: wanted }: Pick<CheckRequest, 'engines'>,
  configurations: readonly Configuration[],
): Narrowing {
  if (wanted.length === 0) return { concerns: () => true, coverage: (coverage) => coverage };
  const standsWithOthers = linesOfOthers(wanted, configurations);
  const isWanted = (alias: string): boolean => wanted.includes(alias);
  return {
    concerns: ({ engines, locations }) =>
      engines.length === 0
        ? locations.length === 0 || !locations.every(standsWithOthers)
        : engines.some(isWanted),
    coverage: (coverage) => ({
      ...coverage,
      ran: coverage.ran.filter(isWanted),
      skipped: coverage.skipped
        .map((skip) => ({ ...skip, engines: skip.engines.filter(isWanted), all: skip.engines }))
        .filter(({ engines, all }) => engines.length > 0 || all.length === 0)
        .map(({ all: _all, ...skip }) => skip),
    }),
  };
}

/** A comment in an entry, or a value there, belongs to its engine although the finding about it names none. */
function linesOfOthers(
  wanted: readonly string[],
  configurations: readonly Configuration[],
): (location: Location) => boolean {
  const [mine, others] = [new Set<string>(), new Set<string>()];
  for (const configuration of configurations) {
    for (const entry of configuration.engines) {
      const lines = wanted.includes(entry.alias) ? mine : others;
      for (const line of linesOf(entry, configuration)) lines.add(line);
    }
  }
  return ({ file, line }) => others.has(lineKey(file, line)) && !mine.has(lineKey(file, line));
}

function linesOf({ file, pointer }: EngineEntry, { fileNamed }: Configuration): readonly string[] {
  const holder = fileNamed(file)?.holderOf(pointer);
  const span = holder === undefined ? null : locate(holder, pointer, 'entry');
  if (holder === undefined || span === null) return [];
  const place = standing(holder.file, span);
  const count = place.endLine - place.line + 1;
  return Array.from({ length: count }, (_, index) => lineKey(place.file, place.line + index));
}

function lineKey(file: string, line: number): string {
  return `${file}:${line}`;
}
