import { opensOptimize } from '../../access/authorizations/resolution.js';
import { quotedList } from '../../core/text/text.js';
import { landscapeRule } from '../rule.js';
import { hitsByDatabase } from '../shared/engines/optimize-users.js';

interface Data {
  readonly engines: readonly string[];
}

export default landscapeRule({
  code: 'A505',
  name: 'global-optimize-grant',
  severity: 'warning',
  needsOptimize: true,
  needs: ['applicationAuthorizations', 'databases'],
  *check({ engines, databases }) {
    const open = engines.filter(({ facts }) =>
      facts.applicationAuthorizations.value.some((row) => row.type === 'global' && opensOptimize(row)),
    );
    yield* hitsByDatabase(open, databases, 'global');
  },
  message({ engines }: Data) {
    return `A global authorization on ${quotedList(engines)} lets everybody use Optimize, including users that only other engines know.`;
  },
  remedy({ engines }: Data) {
    return `Replace the global authorization for Application "optimize" on ${quotedList(engines.slice(0, 1))} with grants to groups.`;
  },
});
