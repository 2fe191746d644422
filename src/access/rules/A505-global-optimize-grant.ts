import { optimizeGrants } from './optimize-users.js';
import { accessRule } from './rule.js';

interface Data {
  readonly engine: string;
}

export default accessRule<Data>({
  code: 'A505',
  name: 'global-optimize-grant',
  severity: 'warning',
  *check({ landscape }) {
    for (const each of landscape.engines) {
      if (!(optimizeGrants(each) ?? []).some(({ type }) => type === 'global')) continue;
      const { alias } = each;
      yield { data: { engine: alias }, engines: [alias], at: [{ engine: alias }], subject: 'global' };
    }
  },
  message({ engine }) {
    return `A global authorization on "${engine}" lets everybody use Optimize, also users of other engines whom "${engine}" does not know.`;
  },
  remedy({ engine }) {
    return `Replace the global authorization for Application "optimize" on "${engine}" by grants to groups.`;
  },
});
