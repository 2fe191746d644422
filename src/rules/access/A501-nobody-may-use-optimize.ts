import { quotedList } from '../../core/text/text.js';
import { landscapeRule } from '../rule.js';
import { evidenceOf, nobodyAnywhere } from '../shared/engines/optimize-users.js';

interface Data {
  readonly engines: readonly string[];
}

export default landscapeRule({
  code: 'A501',
  name: 'nobody-may-use-optimize',
  severity: 'error',
  needsOptimize: true,
  needs: ['applicationAuthorizations'],
  *check({ engines, configuration }) {
    if (!nobodyAnywhere(engines, configuration)) return;
    const aliases = engines.map(({ entry }) => entry.alias);
    const data: Data = { engines: aliases };
    const at = aliases.map((engine) => ({ engine }));
    yield { data, engines: aliases, at, evidence: evidenceOf(engines), subject: 'optimize' };
  },
  message({ engines }: Data) {
    return `Nobody can log in to Optimize: no authorization for Application "optimize" on ${quotedList(engines)}.`;
  },
  remedy() {
    return 'Grant ACCESS on Application, resource id optimize, to a user or a group on one engine (Admin, Authorizations).';
  },
});
