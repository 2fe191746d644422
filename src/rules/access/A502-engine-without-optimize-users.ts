import { quotedList } from '../../core/text/text.js';
import type { Configuration } from '../../configuration/types.js';
import { landscapeRule } from '../rule.js';
import { hitsByDatabase, nobodyAnywhere, nobodyMayUse } from '../shared/engines/optimize-users.js';

interface Data {
  readonly engines: readonly string[];
}

/** What is not imported is invisible whatever is granted. */
function isImported(alias: string, { engines }: Configuration): boolean {
  return engines.some((entry) => entry.alias === alias && entry.importEnabled !== false);
}

export default landscapeRule({
  code: 'A502',
  name: 'engine-without-optimize-users',
  severity: 'warning',
  needsOptimize: true,
  needs: ['applicationAuthorizations', 'databases'],
  *check({ engines, databases, configuration }) {
    // Where no engine grants it, that is the finding.
    if (nobodyAnywhere(engines, configuration)) return;
    const lonely = engines.filter(
      (each) => nobodyMayUse(each) && isImported(each.entry.alias, configuration),
    );
    yield* hitsByDatabase(lonely, databases, 'optimize');
  },
  message({ engines }: Data) {
    return `Nobody may use Optimize on ${quotedList(engines)}: nobody sees its definitions, whatever else is granted there.`;
  },
  remedy({ engines }: Data) {
    return `Grant ACCESS on Application, resource id optimize, on ${quotedList(engines.slice(0, 1))} to those who should see its definitions.`;
  },
});
