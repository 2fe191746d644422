import type { Finding, Location } from '../../core/finding.js';
import type { AnyRule } from '../../rules/rule.js';

/** Leaves out what follows from another finding at the same place: one cause is one finding. */
export function withoutConsequences(
  findings: readonly Finding[],
  rules: readonly AnyRule[],
): readonly Finding[] {
  const causes = new Map(
    rules.flatMap(({ code, consequenceOf = [] }) =>
      consequenceOf.length === 0 ? [] : [[code, consequenceOf] as const],
    ),
  );
  if (!findings.some(({ rule }) => causes.has(rule))) return findings;
  const there = new Set(findings.map(({ name, locations }) => placeOf(name, locations[0])));
  return findings.filter(
    ({ rule, locations }) =>
      !(causes.get(rule) ?? []).some((cause) => there.has(placeOf(cause, locations[0]))),
  );
}

/** A rule by name, and the setting at which its finding points. */
function placeOf(rule: string, place: Location | undefined): string {
  return JSON.stringify([rule, place?.file, place?.pointer ?? [place?.line, place?.column]]);
}
