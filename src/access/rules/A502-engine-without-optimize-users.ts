import { optimizeGrants } from './optimize-users.js';
import { accessRule } from './rule.js';

interface Data {
  readonly engine: string;
}

export default accessRule<Data>({
  code: 'A502',
  name: 'engine-without-optimize-users',
  severity: 'warning',
  *check({ landscape }) {
    const grants = landscape.engines.map((each) => ({ alias: each.alias, rows: optimizeGrants(each) }));
    // Where no engine grants it, that is the finding.
    if (!grants.some(({ rows }) => rows !== null && rows.length > 0)) return;
    for (const { alias, rows } of grants) {
      if (rows?.length !== 0) continue;
      yield { data: { engine: alias }, engines: [alias], at: [{ engine: alias }], subject: 'optimize' };
    }
  },
  message({ engine }) {
    return `Nobody may use Optimize on "${engine}": its definitions stay invisible, whatever else is granted there.`;
  },
  remedy({ engine }) {
    return `Grant ACCESS on Application, resource id optimize, on "${engine}" to whoever shall see its definitions.`;
  },
});
