import { SEVERITIES, type Finding, type Location } from '../../core/finding.js';
import type { AnyRule } from '../../rules/rule.js';

/**
 * Leaves out what follows from another finding at the same place: one cause is one finding. But not what weighs more than its cause, or whose
 * cause nobody gets to see.
 */
export function withoutConsequences(
  findings: readonly Finding[],
  rules: readonly AnyRule[],
  isOff: (finding: Finding) => boolean = () => false,
): readonly Finding[] {
  const causes = new Map(
    rules.flatMap(({ code, consequenceOf = [] }) =>
      consequenceOf.length === 0 ? [] : [[code, consequenceOf] as const],
    ),
  );
  if (!findings.some(({ rule }) => causes.has(rule))) return findings;
  const there = new Map<string, number>();
  for (const finding of findings) {
    if (isOff(finding)) continue;
    const place = placeOf(finding.name, finding.locations[0]);
    there.set(place, Math.min(weightOf(finding), there.get(place) ?? Infinity));
  }
  return findings.filter(
    (finding) =>
      !(causes.get(finding.rule) ?? []).some(
        (cause) => (there.get(placeOf(cause, finding.locations[0])) ?? Infinity) <= weightOf(finding),
      ),
  );
}

/** Less is worse. */
function weightOf({ severity }: Finding): number {
  return SEVERITIES.indexOf(severity);
}

/** A rule by name, and the setting at which its finding points. */
function placeOf(rule: string, place: Location | undefined): string {
  return JSON.stringify([rule, place?.file, place?.pointer ?? [place?.line, place?.column]]);
}
