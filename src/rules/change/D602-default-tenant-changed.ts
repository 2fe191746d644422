import type { EngineEntry } from '../../configuration/types.js';
import { shortened } from '../../core/text/text.js';
import { changeRule } from '../rule.js';
import { kept, renamed } from '../shared/changed-engines.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** The alias before, where it changed as well. */
  readonly formerly?: string;
  readonly from: string | null;
  readonly to: string | null;
  /** A placeholder without value may stand for either. */
  readonly known: boolean;
}

export default changeRule({
  code: 'D602',
  name: 'default-tenant-changed',
  severity: 'error',
  *check({ before, after }) {
    for (const { from, to } of [...kept(before, after), ...renamed(before, after)]) {
      const [old, now] = [tenantOf(from), tenantOf(to)];
      if (old === now) continue;
      const known = isKnown(from) && isKnown(to);
      const formerly = from.alias === to.alias ? {} : { formerly: from.alias };
      const data: Data = { engine: to.alias, ...formerly, from: old, to: now, known };
      yield {
        data,
        engines: [to.alias],
        at: [placeOf(to), { ...placeOf(from), note: 'before' }],
        ...(!known && { certainty: 'weak' as const }),
        subject: 'defaultTenant',
      };
    }
  },
  affects({ engine, formerly, from, to, known }: Data) {
    const aliases = formerly === undefined ? [engine] : [formerly, engine];
    return { change: { of: 'tenant', aliases, from, to, known } };
  },
  message({ engine, from, to, known }: Data) {
    const change = `from ${inWords(from)} to ${inWords(to)}`;
    const doubt = known ? '' : ' as far as it is known here';
    return `The default tenant of ${named(engine)} changes ${change}${doubt}: what Optimize has imported keeps the old one.`;
  },
  remedy() {
    return 'Leave the default tenant as it was, or plan a full re-import: Optimize writes it into everything that it imports.';
  },
});

function tenantOf({ defaultTenant }: EngineEntry): string | null {
  return defaultTenant?.id ?? null;
}

function isKnown(entry: EngineEntry): boolean {
  return tenantOf(entry) !== null || entry.unresolved.length === 0;
}

function placeOf(entry: EngineEntry): { file: string; pointer: string; part: 'key' | 'entry' } {
  const { file, pointer } = entry;
  return tenantOf(entry) === null
    ? { file, pointer, part: 'key' }
    : { file, pointer: `${pointer}/defaultTenant/id`, part: 'entry' };
}

function inWords(tenant: string | null): string {
  return tenant === null ? 'none' : `"${shortened(tenant, 30)}"`;
}
