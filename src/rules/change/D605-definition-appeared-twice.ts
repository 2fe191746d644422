import type { DefinitionClash } from '../../topology/clashes.js';
import { quotedList, shortened } from '../../core/text/text.js';
import { changeRule } from '../rule.js';
import {
  kindInWords,
  numbersInWords,
  tenantInWords,
  versionsInWords,
} from '../shared/engines/definitions.js';

interface Data {
  readonly kind: string;
  readonly key: string;
  readonly tenant: string | null;
  readonly engines: readonly string[];
  readonly versions: readonly number[];
}

export default changeRule({
  code: 'D605',
  name: 'definition-appeared-twice',
  severity: 'error',
  *check({ after, clashes }) {
    if (clashes === null) return;
    const known = new Set(clashes.before.filter(isReal).map(identityOf));
    for (const clash of clashes.after.filter(isReal)) {
      if (known.has(identityOf(clash))) continue;
      const { kind, key, tenant, engines, versions } = clash;
      const data: Data = { kind, key, tenant, engines, versions: versions.map(({ version }) => version) };
      yield {
        data,
        engines,
        at: engines.flatMap((alias, index) => {
          const engine = after.find(({ entry }) => entry.alias === alias);
          if (engine === undefined) return [];
          const { file, pointer } = engine.entry;
          return [
            { file, pointer, part: 'key' as const, ...(index > 0 && { note: `"${alias}" has it too` }) },
          ];
        }),
        subject: identityOf(clash),
      };
    }
  },
  message({ kind, key, tenant, engines, versions }: Data) {
    const what = `${kindInWords(kind)} "${shortened(key, 40)}" ${versionsInWords(versions)} (${tenantInWords(tenant)})`;
    return `${what} is now on ${quotedList(engines)}, and was not before: Optimize mixes their data.`;
  },
  remedy({ key, engines }: Data) {
    return `Remove "${key}" from all of ${quotedList(engines)} but one, before Optimize imports it; what has been imported already needs a full re-import.`;
  },
  together({ kind, key, tenant, engines, versions }: Data) {
    return {
      message: `These definitions (${tenantInWords(tenant)}) are now on ${quotedList(engines)}, and were not before: Optimize mixes their data.`,
      remedy: `Remove each of them from all of ${quotedList(engines)} but one, before Optimize imports it; what has been imported already needs a full re-import.`,
      cells: { definition: key, kind, versions: numbersInWords(versions) },
    };
  },
});

/** Disjoint versions clash only with the next deployment. */
function isReal({ versions }: DefinitionClash): boolean {
  return versions.length > 0;
}

function identityOf({ kind, key, tenant, engines }: DefinitionClash): string {
  return JSON.stringify([kind, key, tenant, engines.toSorted()]);
}
