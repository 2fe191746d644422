import { joined, quotedList } from '../../core/text/text.js';
import type { DatabaseGroup, EngineView } from '../../topology/types.js';
import { landscapeRule } from '../rule.js';
import { entriesOf } from '../shared/engines/definitions.js';
import { groupsOf } from '../shared/engines/database-groups.js';

interface Data {
  readonly engines: readonly string[];
  /** Product and version of each engine, in the same order. */
  readonly products: readonly string[];
  /** Nobody imports. */
  readonly withoutOptimize?: true;
}

type View = EngineView<'product' | 'version'>;

export default landscapeRule({
  code: 'T415',
  name: 'mixed-products-on-one-database',
  severity: 'warning',
  needs: ['product', 'version', 'databases'],
  *check({ engines, databases, configuration }) {
    for (const group of groupsOf(databases, 'shared')) {
      const members = membersOf(group, engines);
      if (!differ(members.map(minorOf)) && !differ(members.map(certainProductOf))) continue;
      const aliases = members.map(({ entry }) => entry.alias);
      const data: Data = {
        engines: aliases,
        products: members.map(productOf),
        ...(configuration.target === 'none' && { withoutOptimize: true }),
      };
      yield {
        data,
        engines: aliases,
        at: entriesOf(aliases, (alias) => `"${alias}" runs another version on the same database`),
        evidence: members.flatMap(({ facts }) => facts.version.evidence),
        certainty: group.certainty,
        subject: 'mixed',
      };
    }
  },
  message({ engines, products, withoutOptimize }: Data) {
    const mixed = `${quotedList(engines)} share a database but run ${joined(products)}.`;
    return withoutOptimize === true ? mixed : `${mixed} Both must be in the range that Optimize supports.`;
  },
  remedy() {
    return [
      'Finish the upgrade or migration: run one product and one minor version on every node of the database.',
      'Two minors side by side are meant for the time of a rolling upgrade only.',
    ].join('\n');
  },
});

function membersOf(group: DatabaseGroup, engines: readonly View[]): readonly View[] {
  return engines.filter(({ entry }) => group.engines.includes(entry.alias));
}

function productOf({ facts }: View): string {
  return `${facts.product.value.name} ${facts.version.value ?? 'of unknown version'}`;
}

/** What an engine does not tell is no difference. */
function differ(values: readonly (string | null)[]): boolean {
  return new Set(values.filter((value) => value !== null)).size > 1;
}

/** Patches of one minor may differ. */
function minorOf({ facts }: View): string | null {
  return /^\d+\.\d+/.exec(facts.version.value ?? '')?.[0] ?? null;
}

/** Null where the answers leave several products possible: they depend on what the caller may read. */
function certainProductOf({ facts }: View): string | null {
  const { name } = facts.product.value;
  return name === 'unknown' || name === 'fork of Camunda 7' ? null : name;
}
