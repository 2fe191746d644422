import { append } from '../../core/many.js';
import { grouped } from '../../core/grouped.js';
import { known, unknown, type MissingRight, type Observed, type Unknown } from '../../core/observed.js';
import type { Coverage } from '../../core/report/report.js';
import type { Reach } from '../../probe/contact.js';
import type { AnyRule } from '../../rules/rule.js';
import type { EngineSubject, FactName } from '../../topology/types.js';

/** These facts serve the verdict about databases: for the rules that build on it, a missing one shows there, as undecided. */
const FINGERPRINTS: ReadonlySet<string> = new Set<FactName>([
  'telemetry',
  'behind',
  'nodes',
  'schemaLog',
  'cleanupJobs',
  'meters',
  'product',
]);
const OPEN_REASONS: ReadonlySet<Unknown['reason']> = new Set(['refused', 'failed', 'changing']);

export function gapsIn(fact: Observed<unknown>): readonly Omit<Gap, 'engine'>[] {
  if (!fact.known) return [{ because: fact.detail, open: OPEN_REASONS.has(fact.reason) }];
  return fact.gaps.map((because) => ({ because, open: true }));
}

export interface Gap {
  readonly engine: string;
  readonly because: string;
  readonly open: boolean;
  readonly missing?: Coverage['skipped'][number]['missing'];
}

/** `needs` names facts; which they are was checked where the rule was written. */
export function factOf(facts: EngineSubject['facts'], need: string): Observed<unknown> {
  return need === 'databases' ? comparable(facts.reach) : factNamed(facts, need);
}

export function factNamed(
  facts: Readonly<Record<string, Observed<unknown>>>,
  need: string,
): Observed<unknown> {
  const fact = facts[need];
  if (fact === undefined) throw new Error(`there is no fact "${need}"`);
  return fact;
}

/** The verdicts about databases know only engines that answered to the end of their chain. */
function comparable(reach: Observed<Reach>): Observed<true> {
  if (!reach.known) return reach;
  const { value } = reach;
  // The engine's own finding says that the run is inconclusive; here it is only coverage.
  return value.status === 'failed' ? unknown('not-asked', value.failure.detail) : known(true);
}

export function gapsOf(
  rule: AnyRule,
  { entry, facts }: EngineSubject,
  named: boolean,
): { complete: boolean; gaps: Gap[] } {
  const gaps: Gap[] = [];
  for (const need of rule.needs) {
    const fact = factOf(facts, need);
    const counts = named || !FINGERPRINTS.has(need) || !isSecondary(rule);
    const gap = (because: string, open: boolean, right: MissingRight | undefined): Gap => ({
      engine: entry.alias,
      because,
      open,
      ...(right && { missing: { ...right, user: userOf(facts.caller, entry) } }),
    });
    if (!fact.known) {
      const open = counts && OPEN_REASONS.has(fact.reason);
      return { complete: false, gaps: [gap(fact.detail, open, fact.missing)] };
    }
    append(
      gaps,
      fact.gaps.map((because) => gap(because, counts, fact.closedBy?.get(because))),
    );
  }
  return { complete: true, gaps };
}

/** Who asked, where it is known. */
export function userOf(
  caller: EngineSubject['facts']['caller'],
  entry: EngineSubject['entry'],
): string | null {
  return (caller.known ? caller.value.user : null) ?? entry.authentication?.user ?? null;
}

/** What the verdict about databases says already, and information that nobody asked for by name. */
function isSecondary({ severity, needs }: AnyRule): boolean {
  const names: readonly string[] = needs;
  return severity === 'info' || names.includes('databases');
}

/** One line per reason, with all its engines. */
export function merged(gaps: readonly Gap[]): Coverage['skipped'] {
  const byReason = grouped(gaps, ({ because, missing }) => JSON.stringify([because, missing]));
  return [...byReason.values()].map((same) => {
    const [{ because, missing }] = same;
    return {
      engines: [...new Set(same.map(({ engine }) => engine))],
      because,
      ...(same.some(({ open }) => open) && { open: true }),
      ...(missing && { missing }),
    };
  });
}
