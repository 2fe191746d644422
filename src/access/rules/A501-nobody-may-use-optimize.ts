import { quotedList } from '../../core/text.js';
import { optimizeGrants } from './optimize-users.js';
import { accessRule } from './rule.js';

interface Data {
  readonly engines: readonly string[];
}

export default accessRule<Data>({
  code: 'A501',
  name: 'nobody-may-use-optimize',
  severity: 'error',
  *check({ landscape }) {
    const engines = landscape.engines.map(({ alias }) => alias);
    // An engine that could not be read may be the one that grants it.
    if (engines.length === 0 || landscape.engines.some((each) => optimizeGrants(each)?.length !== 0)) return;
    yield { data: { engines }, engines, at: engines.map((engine) => ({ engine })), subject: 'optimize' };
  },
  message({ engines }) {
    return `Nobody can log in to Optimize: no authorization for Application "optimize" on ${quotedList(engines)}.`;
  },
  remedy() {
    return 'Grant ACCESS on Application, resource id optimize, to a user or a group on one engine (Admin, Authorizations).';
  },
});
