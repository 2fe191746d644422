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
  const newestOf = newestOn(subject, keysOf(models), tenant);
  return models.flatMap(({ file, definitions }) =>
    definitions.map((definition) => {
      const newest = newestOf(definition);
      return {
        engine: subject.entry.alias,
        file,
        definition,
        tenant,
        newest: newest.known ? newest.value : null,
        version: newest.known ? (newest.value ?? 0) + 1 : null,
        ...(newest.known && newest.gaps.length > 0 && { open: true as const }),
      };
    }),
  );
}

/** The engine's definitions are gone through once, however many there are in the models. */
function newestOn(
  { facts }: EngineSubject,
  keys: ReadonlySet<string>,
  tenant: string | null,
): (definition: ModelDefinition) => Observed<number | null> {
  const newestByKey = ({ groups }: DefinitionSet): ReadonlyMap<string, number> => {
    const newest = new Map<string, number>();
    for (const { key, tenantId, versions } of groups) {
      if (tenantId !== tenant || !keys.has(key)) continue;
      for (const { version } of versions) newest.set(key, Math.max(version, newest.get(key) ?? version));
    }
    return newest;
  };
  const newestOf = {
    process: mapObserved(facts.processDefinitions, newestByKey),
    decision: mapObserved(facts.decisionDefinitions, newestByKey),
    'decision-requirements': mapObserved(facts.decisionRequirements, newestByKey),
  };
  return ({ kind, key }) => mapObserved(newestOf[kind], (newest) => newest.get(key) ?? null);
}

/** The engines with no other definitions than those of the models: hundreds of engines have a hundred thousand. */
export function withDefinitionsOf(
  models: readonly Model[],
  subjects: readonly EngineSubject[],
): readonly EngineSubject[] {
  const keys = keysOf(models);
  const narrowed = (set: DefinitionSet): DefinitionSet => ({
    ...set,
    groups: set.groups.filter(({ key }) => keys.has(key)),
  });
  return subjects.map(({ facts, ...subject }) => ({
    ...subject,
    facts: { ...facts, definitions: mapObserved(facts.definitions, (sets) => sets.map(narrowed)) },
  }));
}

function keysOf(models: readonly Model[]): ReadonlySet<string> {
  return new Set(models.flatMap(({ definitions }) => definitions.map(({ key }) => key)));
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
  const there = new Map(set.groups.map((group) => [JSON.stringify([group.key, group.tenantId]), group]));
  const groups = own.map(({ key, tenant, version }) => {
    const before = there.get(JSON.stringify([key, tenant]));
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
