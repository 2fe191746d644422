import { joined, shortened } from '../../core/text/text.js';
import type { MissingRight } from '../../probe/types.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly user: string;
  readonly missing: readonly MissingRight[];
}

export default engineRule({
  code: 'P321',
  name: 'import-permission-missing',
  severity: 'error',
  needsOptimize: true,
  needs: ['importRights'],
  *check({ entry, facts }) {
    const { value, evidence } = facts.importRights;
    if (value.granted) return;
    yield {
      data: { engine: entry.alias, user: entry.authentication?.user ?? '', missing: value.missing },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'authentication/user' }],
      evidence,
      subject: 'import',
    };
  },
  message({ engine, user, missing }: Data) {
    const rights = joined(missing.map(({ permission, resource }) => `${permission} on ${resource}`));
    return `"${engine}" refuses the import by user "${shortened(user, 30)}", who lacks ${rights}.`;
  },
  remedy({ user, missing }: Data) {
    return [
      `Grant user "${user}" on the engine (Admin, Authorizations), each with resource id *:`,
      ...missing.map(({ permission, resource }) => `  ${resource}: ${permission}`),
      'Optimize needs all three rights, even where there are no decisions and no tenants.',
    ].join('\n');
  },
});
