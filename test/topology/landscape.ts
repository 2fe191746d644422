import { known } from '../../src/core/observed.js';
import type { EngineReadings } from '../../src/probe/readings.js';
import { groupPairs } from '../../src/topology/databases.js';
import { subjectOf } from '../../src/topology/facts.js';
import type {
  Databases,
  EngineSubject,
  EngineView,
  FactName,
  VerdictKind,
} from '../../src/topology/types.js';
import { configurationOf, entry, readings } from '../helpers/readings.js';

/** An engine of a small landscape, and what of its entry matters for clashes. */
export interface Engine {
  readonly alias: string;
  readonly read: Partial<EngineReadings>;
  /** Id of the default tenant. */
  readonly tenant?: string;
  readonly excluded?: readonly string[];
}

/** What rules see of each engine. */
export function landscape(engines: readonly Engine[]): readonly EngineView<FactName>[] {
  const entries = engines.map(({ alias, tenant, excluded = [] }) =>
    entry(alias, {
      defaultTenant: tenant === undefined ? null : { id: tenant, name: null },
      excludedTenants: excluded,
    }),
  );
  const configuration = configurationOf(entries);
  return entries.map((each, index) => {
    const { facts } = subjectOf(each, readings(each.alias, engines[index]?.read));
    // How many nodes answer is not what these tests are about.
    const nodes = facts.nodes.known ? facts.nodes : known(1);
    return { entry: each, configuration, facts: allCertain({ ...facts, nodes }) };
  });
}

/** The facts once more: none of them may be unknown. */
function allCertain(facts: EngineSubject['facts']): EngineView<FactName>['facts'] {
  const open = Object.entries(facts).flatMap(([name, fact]) => (fact.known ? [] : [name]));
  if (open.length > 0) throw new Error(`the test needs facts that are not known: ${open.join(', ')}`);
  return facts as EngineView<FactName>['facts'];
}

/** The databases behind the engines, by a verdict for each pair that has one; the others are unknown. */
export function databasesOf(
  engines: readonly { readonly alias: string }[],
  verdicts: readonly (readonly [string, string, VerdictKind])[],
): Databases {
  return groupPairs(
    engines.map(({ alias }) => alias),
    verdicts.map(([first, second, verdict]) => ({
      engines: [first, second],
      verdict,
      certainty: 'proven',
      rows: ['test'],
      offline: false,
      evidence: [],
      undecidedBecause: verdict === 'unknown' ? 'nothing was written since' : null,
      sameOrigin: verdict !== 'distinct',
    })),
  );
}

export function tenantsOf(...ids: readonly string[]): Pick<EngineReadings, 'tenants'> {
  return { tenants: known(ids.map((id) => ({ id }))) };
}
