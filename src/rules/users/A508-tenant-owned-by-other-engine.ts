import { quotedList } from '../../core/text/text.js';
import { isApart, type EngineAccess } from '../../access/engine-access.js';
import { evidenceOf } from '../../core/observed.js';
import { userRule, type AskedUser } from '../rule.js';

interface Data {
  readonly tenant: string;
  readonly engines: readonly string[];
}

/** The engines, of different databases, that have a record of the tenant; none where there is only one. */
function holdersOf(tenant: string, { standings }: AskedUser): readonly EngineAccess[] {
  const holders = standings.filter(({ access }) => access.hasTenant(tenant) && !access.excludes(tenant));
  const apart = holders.some((holder) => holders.some((other) => isApart(holder, other)));
  return apart ? holders.map(({ access }) => access) : [];
}

export default userRule<Data>({
  code: 'A508',
  name: 'tenant-owned-by-other-engine',
  severity: 'warning',
  *check({ users }) {
    const told = new Set<string>();
    for (const asked of users) {
      for (const { id } of asked.answer.tenants) {
        const holders = told.has(id) ? [] : holdersOf(id, asked);
        told.add(id);
        if (holders.length === 0) continue;
        const engines = holders.map(({ alias }) => alias);
        const evidence = holders.flatMap(({ facts }) => evidenceOf(facts.tenants));
        const at = engines.map((engine) => ({ engine }));
        yield { data: { tenant: id, engines }, engines, at, evidence, subject: id };
      }
    }
  },
  message({ tenant, engines }) {
    return `Tenant "${tenant}" is on ${quotedList(engines)}: Optimize ties it to the one imported first, users of the others see nothing of it.`;
  },
  remedy({ tenant }) {
    return `Give "${tenant}" another id on all engines but one, or connect the engines to separate Optimize installations.`;
  },
});
