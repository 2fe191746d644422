import { greatest } from '../../core/many.js';
import { known, mapObserved, type Observed } from '../../core/observed.js';
import type { Model, ModelDefinition } from '../../core/model.js';
import type { Deployment } from '../../core/report/preview.js';
import { onDatabaseOf } from '../../topology/clashes.js';
import type { DefinitionSet } from '../../probe/types.js';
import type { Databases, EngineSubject } from '../../topology/types.js';

/** The id that a definition does not have yet. Evidence shows it. */
export const PREDICTED_ID = '(predicted)';

/** What deploying the models would create on an engine: the engine counts from the newest version that exists. */
export function deploymentsOn(
  subject: EngineSubject,
  models: readonly Model[],
  tenant: string | null,
): readonly Deployment[] {
  return models.flatMap(({ file, definitions }) =>
    definitions.map((definition) => {
      const newest = newestOf(subject, definition, tenant);
      return {
        engine: subject.entry.alias,
        file,
        definition,
        tenant,
        newest: newest.known ? newest.value : null,
        version: newest.known ? (newest.value ?? 0) + 1 : null,
      };
    }),
  );
}

function newestOf(
  { facts }: EngineSubject,
  { kind, key }: ModelDefinition,
  tenant: string | null,
): Observed<number | null> {
  return mapObserved(SETS[kind](facts), ({ groups }) => {
    const versions = groups
      .filter((group) => group.key === key && group.tenantId === tenant)
      .flatMap((group) => group.versions.map(({ version }) => version));
    return versions.length === 0 ? null : greatest(versions);
  });
}

const SETS = {
  process: (facts: EngineSubject['facts']) => facts.processDefinitions,
  decision: (facts: EngineSubject['facts']) => facts.decisionDefinitions,
  'decision-requirements': (facts: EngineSubject['facts']) => facts.decisionRequirements,
};

/** The engines with no other definitions than those of the models: hundreds of engines have a hundred thousand. */
export function withDefinitionsOf(
  models: readonly Model[],
  subjects: readonly EngineSubject[],
): readonly EngineSubject[] {
  const keys = new Set(models.flatMap(({ definitions }) => definitions.map(({ key }) => key)));
  const narrowed = (set: DefinitionSet): DefinitionSet => ({
    ...set,
    groups: set.groups.filter(({ key }) => keys.has(key)),
  });
  return subjects.map(({ facts, ...subject }) => ({
    ...subject,
    facts: { ...facts, definitions: mapObserved(facts.definitions, (sets) => sets.map(narrowed)) },
  }));
}

/** The engines as they would be after the deployment: those that read the same database have it too. */
export function afterDeployment(
  subjects: readonly EngineSubject[],
  databases: Databases,
  deployments: readonly Deployment[],
): readonly EngineSubject[] {
  const target = deployments[0]?.engine;
  if (target === undefined) return subjects;
  const reached = onDatabaseOf(target, databases);
  return subjects.map((subject) =>
    reached.has(subject.entry.alias)
      ? { ...subject, facts: withDeployments(subject.facts, deployments) }
      : subject,
  );
}

function withDeployments(
  facts: EngineSubject['facts'],
  deployments: readonly Deployment[],
): EngineSubject['facts'] {
  return {
    ...facts,
    definitions: mapObserved(facts.definitions, (sets) => sets.map((set) => added(set, deployments))),
    tenantUse: tenantUseAfter(facts, deployments),
  };
}

function added(set: DefinitionSet, deployments: readonly Deployment[]): DefinitionSet {
  const own = deployments.flatMap(({ definition, tenant, version }) =>
    definition.kind === set.kind && version !== null ? [{ key: definition.key, tenant, version }] : [],
  );
  const groups = own.map(({ key, tenant, version }) => {
    const before = set.groups.find((group) => group.key === key && group.tenantId === tenant);
    const versions = [...(before?.versions ?? []), { version, id: PREDICTED_ID }];
    return { before, group: { key, tenantId: tenant, versions } };
  });
  const replaced = new Set(groups.map(({ before }) => before));
  return {
    ...set,
    count: set.count + own.length,
    groups: [...set.groups.filter((group) => !replaced.has(group)), ...groups.map(({ group }) => group)],
  };
}

/** The deployment's tenant is known to be used afterwards, whatever could be read before. */
function tenantUseAfter(
  { tenantUse }: EngineSubject['facts'],
  deployments: readonly Deployment[],
): EngineSubject['facts']['tenantUse'] {
  const tenants = new Map(deployments.flatMap(({ tenant }) => (tenant === null ? [] : [[tenant, null]])));
  if (tenants.size === 0) return tenantUse;
  if (!tenantUse.known) {
    return known({ inDefinitions: tenants, asRecord: new Set() }, [], [tenantUse.detail]);
  }
  return mapObserved(tenantUse, (use) => ({
    ...use,
    inDefinitions: new Map([...tenants, ...use.inDefinitions]),
  }));
}
