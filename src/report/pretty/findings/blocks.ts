import { least } from '../../../core/many.js';
import { grouped } from '../../../core/grouped.js';
import { SEVERITIES, type Finding } from '../../../core/finding.js';
import { kindOf } from './kind-of.js';

/** Findings of one rule that are told together: the same words and the same remedy, of other engines or other keys. */
export type Block = readonly [Finding, ...Finding[]];

/** The findings as people read them: in their order, but a cause before what follows from it, and what repeats itself once. */
export function blocksOf(findings: readonly Finding[]): readonly Block[] {
  return [...grouped(causesFirst(findings), kindOf).values()];
}

/** What explains others stands before those of its severity, and before what is said of its engines and others together. */
function causesFirst(findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some(({ leads }) => leads === true)) return findings;
  const worst = worstOfEngines(findings);
  const position = ({ severity, leads, engines }: Finding): number => {
    const own = SEVERITIES.indexOf(severity);
    return leads === true
      ? 2 *
          least(
            engines.map((alias) => worst.get(alias) ?? own),
            own,
          )
      : 2 * own + 1;
  };
  return findings.toSorted((a, b) => position(a) - position(b));
}

/** How bad the worst is that an engine has in common with another. */
function worstOfEngines(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const worst = new Map<string, number>();
  for (const { engines, severity } of findings) {
    if (engines.length < 2) continue;
    for (const alias of engines) {
      worst.set(alias, Math.min(worst.get(alias) ?? Infinity, SEVERITIES.indexOf(severity)));
    }
  }
  return worst;
}
