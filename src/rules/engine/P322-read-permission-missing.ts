import { joined, shortened } from '../../core/text/text.js';
import { READ_BY_OPTIMIZE } from '../../topology/import-caller.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly user: string;
  /** Types of resources without READ on all. */
  readonly missing: readonly string[];
}

export default engineRule({
  code: 'P322',
  name: 'read-permission-missing',
  severity: 'error',
  needsOptimize: true,
  needs: ['importCaller'],
  *check({ entry, facts }) {
    const { loggedIn, user, readAll } = facts.importCaller.value;
    const missing = READ_BY_OPTIMIZE.flatMap(([type, name]) => (readAll[type] === false ? [name] : []));
    if (!loggedIn || missing.length === 0) return;
    yield {
      data: { engine: entry.alias, user: user ?? '', missing },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'authentication/user' }],
      evidence: facts.importCaller.evidence,
      subject: 'read',
    };
  },
  message({ engine, user, missing }: Data) {
    return `On "${engine}" user "${shortened(user, 40)}" lacks READ on ${joined(missing)}: Optimize gets empty lists there, and no error.`;
  },
  remedy({ user, missing }: Data) {
    return `Grant user "${user}" READ with resource id * on ${joined(missing)}.`;
  },
});
