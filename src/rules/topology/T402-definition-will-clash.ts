import { quotedList } from '../../core/text/text.js';
import { definitionClashes } from '../../topology/clashes.js';
import { landscapeRule } from '../rule.js';
import { onceImported, waitingFor, type Waiting } from '../shared/engines/not-imported.js';
import { capital } from '../shared/words.js';
import { entriesOf, keyEvidence, kindInWords, tenantInWords } from '../shared/engines/definitions.js';
import { someEngines } from '../shared/some-of.js';

interface Data extends Waiting {
  readonly kind: string;
  readonly key: string;
  readonly tenant: string | null;
  readonly engines: readonly string[];
}

export default landscapeRule({
  code: 'T402',
  name: 'definition-will-clash',
  severity: 'warning',
  severityOf: ({ notImported }: Data) => (notImported !== undefined ? 'info' : 'warning'),
  foreseeable: true,
  needsOptimize: true,
  needs: ['definitions', 'databases'],
  *check({ engines, databases, configuration }) {
    for (const clash of definitionClashes(engines, databases)) {
      const { kind, key, tenant, engines: aliases, versions } = clash;
      if (versions.length > 0) continue;
      const data: Data = { kind, key, tenant, engines: aliases, ...waitingFor(aliases, configuration) };
      yield {
        data,
        engines: aliases,
        at: entriesOf(aliases, (alias) => `"${alias}" has ${key} too, in other versions`),
        evidence: keyEvidence(clash, engines),
        subject: JSON.stringify([kind, key, tenant]),
      };
    }
  },
  message({ kind, key, tenant, engines, notImported }: Data) {
    const what = `${kindInWords(kind)} "${key}" (${tenantInWords(tenant)})`;
    return `${what} is on ${someEngines(engines)} in different versions. ${capital(`${onceImported(notImported)}the`)} next deployment of an equal version hides one.`;
  },
  remedy({ key, engines }: Data) {
    return remedyFor(`"${key}"`, engines);
  },
  together({ kind, key, tenant, engines, notImported }: Data) {
    return {
      message: `These definitions (${tenantInWords(tenant)}) are on ${someEngines(engines)} in different versions. ${capital(`${onceImported(notImported)}the`)} next deployment of an equal version hides one.`,
      remedy: remedyFor('each of them', engines),
      cells: { definition: key, kind },
    };
  },
});

function remedyFor(what: string, engines: readonly string[]): string {
  return [
    `Keep ${what} on one engine only, or give each of ${quotedList(engines)} a default tenant of its own`,
    'before the version numbers coincide.',
  ].join('\n');
}
