import type { Evidence } from '../../core/finding.js';
import { counted, joined, quotedList, shortened } from '../../core/text/text.js';
import type { DatabaseGroup, Inheritance } from '../../topology/types.js';
import { landscapeRule } from '../rule.js';
import { groupsOf } from '../shared/engines/database-groups.js';
import { onceImported, waitingFor, type Waiting } from '../shared/engines/not-imported.js';
import { capital } from '../shared/words.js';
import { entriesOf } from '../shared/engines/definitions.js';

interface Data extends Waiting {
  readonly engines: readonly string[];
  /** How many ids both have; null where nobody could look. */
  readonly inCommon: Readonly<Record<keyof typeof KINDS, number>> | null;
  /** Everything was seen, and nothing is in common: a template was copied, not what runs on it. */
  readonly templateOnly: boolean;
  /** Nobody imports: what would be a fault for Optimize is information. */
  readonly withoutOptimize?: true;
}

const KINDS = { definitions: 'definition', deployments: 'deployment', instances: 'instance' } as const;

export default landscapeRule({
  code: 'T413',
  name: 'copied-database',
  severity: 'error',
  leads: true,
  severityOf: ({ withoutOptimize, templateOnly, notImported }: Data) =>
    withoutOptimize === true || templateOnly || notImported !== undefined ? 'info' : 'error',
  decides: 'copied-databases',
  needs: ['databases'],
  *check({ databases, configuration }) {
    for (const group of groupsOf(databases, 'cloned')) {
      const data: Data = {
        engines: group.engines,
        inCommon: countsOf(group),
        templateOnly: hasNothingInCommon(group.inherited),
        ...waitingFor(group.engines, configuration),
        ...(configuration.target === 'none' && { withoutOptimize: true }),
      };
      yield {
        data,
        engines: group.engines,
        at: entriesOf(group.engines, (alias) => `"${alias}" reads a copy`),
        evidence: [...idsInCommon(group), ...group.evidence],
        certainty: group.certainty,
        subject: 'cloned',
      };
    }
  },
  affects() {
    return {};
  },
  message({ engines, inCommon, templateOnly, notImported, withoutOptimize }: Data) {
    const names = quotedList(engines);
    if (templateOnly)
      return `${names} use a database and its copy, made before anything was deployed: no definition is on both.`;
    const what = `${names} use a database and its copy`;
    const ids = inCommon === null ? '' : inWords(inCommon);
    if (withoutOptimize === true)
      return `${what}: ${ids === '' ? 'what was there at the time has equal ids on both' : `${ids} have equal ids on both`}.`;
    return ids === ''
      ? `${what}. Their data has equal ids: ${onceImported(notImported)}in Optimize each overwrites the other's.`
      : `${what}: ${ids} have equal ids. ${capital(`${onceImported(notImported)}in`)} Optimize each overwrites the other's, and their instances mix.`;
  },
  remedy({ engines, templateOnly, withoutOptimize }: Data) {
    if (templateOnly) return 'Nothing to do. What both deploy from now on is judged as on any two engines.';
    if (withoutOptimize === true)
      return 'Nothing to do, unless something reads both and tells what it reads apart by its id.';
    return [
      `Import only one of ${quotedList(engines)} into one Optimize:`,
      'A restored backup or a test copy belongs to an Optimize of its own.',
      'Of a blue/green pair, list only the active one, under one alias that both take in turn.',
      'A copy that has gone its own way still has every definition and instance that it was made with: remove these from one of the two before Optimize imports both.',
      'Data that is mixed already needs a full re-import.',
    ].join('\n');
  },
});

function hasNothingInCommon(inherited: Inheritance | undefined): boolean {
  if (inherited?.complete !== true) return false;
  return inherited.definitions.length + inherited.deployments.length + inherited.instances.length === 0;
}

function countsOf({ inherited }: DatabaseGroup): Data['inCommon'] {
  if (inherited === undefined) return null;
  const { definitions, deployments, instances } = inherited;
  return { definitions: definitions.length, deployments: deployments.length, instances: instances.length };
}

function inWords(counts: NonNullable<Data['inCommon']>): string {
  const kinds = ['definitions', 'deployments', 'instances'] as const;
  return joined(kinds.filter((kind) => counts[kind] > 0).map((kind) => counted(counts[kind], KINDS[kind])));
}

/** Which they are: the first few of each kind. */
function idsInCommon({ engines, inherited }: DatabaseGroup): readonly Evidence[] {
  if (inherited === undefined) return [];
  const kinds = ['definitions', 'deployments', 'instances'] as const;
  const where = engines.length > 2 ? 'on several of them' : 'on both';
  return kinds.flatMap((kind) => {
    const ids = inherited[kind];
    if (ids.length === 0) return [];
    const shown = ids.slice(0, 5).map((id) => shortened(id, 80));
    const more = ids.length > shown.length ? ` and ${ids.length - shown.length} more` : '';
    return {
      kind: 'inherited-ids',
      engines,
      detail: `${counted(ids.length, KINDS[kind])} ${where}: ${shown.join(', ')}${more}`,
    };
  });
}
