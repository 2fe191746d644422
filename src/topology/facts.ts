import type { EngineEntry } from '../configuration/types.js';
import { known, mapObserved, unknown, valueOrNull, type Observed } from '../core/observed.js';
import type { Caller, DefinitionKind, DefinitionSet } from '../probe/types.js';
import type { EngineReadings } from '../probe/readings.js';
import { AUTHORIZATION_TYPES, hiddenAuthorizations } from './authorizations.js';
import { behindOf, nodesOf } from './fingerprints/nodes-behind-address.js';
import { withHiddenRows } from './hidden-rows.js';
import { importCallerOf } from './import-caller.js';
import { certificateOf, clockOf, dateFormOf, listedPagesOf, shortListsOf } from './response-facts.js';
import { productOf } from './product.js';
import type { ApplicationAuthorization, EngineSubject, TenantUse, Visibility } from './types.js';

/** Turns what was read from one engine into the facts that rules may need. */
export function subjectOf(entry: EngineEntry, read: EngineReadings): EngineSubject {
  const visibility = visibilityOf(read);
  const readings = withHiddenRows(read, visibility);
  const { reach } = readings;
  return {
    entry,
    facts: {
      reach: reach.status === 'not-probed' ? unknown('not-asked', reach.because) : known(reach),
      engineNames: readings.engineNames,
      version: readings.version,
      product: productOf(readings),
      telemetry: readings.telemetry,
      behind: behindOf(readings),
      nodes: nodesOf(readings),
      schemaLog: readings.schemaLog,
      cleanupJobs: readings.cleanupJobs,
      meters: readings.meters,
      processDefinitions: readings.processDefinitions,
      decisionDefinitions: readings.decisionDefinitions,
      decisionRequirements: readings.decisionRequirements,
      definitions: definitionsOf(readings),
      tenants: readings.tenants,
      tenantUse: tenantUseOf(readings),
      importRights: readings.importRights,
      caller: readings.caller,
      importCaller: importCallerOf(readings),
      applicationAuthorizations: applicationAuthorizationsOf(readings),
      visibility,
      resultLimit: readings.resultLimit,
      userList: readings.userList,
      historyLevel: readings.historyLevel,
      historyCleanup: readings.historyCleanup,
      listedPages: listedPagesOf(readings),
      shortLists: shortListsOf(read),
      clock: clockOf(readings),
      dateForm: dateFormOf(readings),
      certificate: certificateOf(entry, readings),
    },
  };
}

/**
 * Full when nothing of what Optimize imports can be hidden from the caller: no login at all, or READ on every process
 * definition, decision definition and tenant while no tenant check hides rows (admin, or member of every tenant there is).
 */
function visibilityOf(readings: EngineReadings): Observed<Visibility> {
  const { caller } = readings;
  if (!caller.known) return caller;
  if (!caller.value.loggedIn) return known('full', caller.evidence);
  const { processDefinition, decisionDefinition, tenant } = caller.value.readAll;
  const readsAll = new Set([processDefinition, decisionDefinition, tenant]);
  if (readsAll.has(false)) return known('partial', caller.evidence);
  if (readsAll.has(null)) return unknown('refused', 'the rights of the probing user could not be read');
  return known(passesTenantCheck(caller.value, readings) ? 'full' : 'partial', caller.evidence);
}

/**
 * A logged-in user who is no admin sees only definitions of tenants that he is a member of, whatever he may READ. So whoever
 * sees definitions of other tenants is exempt, whatever the group of administrators is called there.
 */
function passesTenantCheck(caller: Caller, readings: EngineReadings): boolean {
  if (caller.admin === true || seesForeignTenants(caller, readings)) return true;
  if (!readings.tenants.known || readings.tenants.gaps.length > 0 || caller.memberOfTenants === null)
    return false;
  const member = new Set(caller.memberOfTenants);
  return readings.tenants.value.every((tenant) => member.has(tenant.id));
}

/** Two of them: one alone may come with the login, where an application adds tenants by itself. */
function seesForeignTenants({ memberOfTenants }: Caller, readings: EngineReadings): boolean {
  const definitions = definitionsOf(readings);
  if (memberOfTenants === null || !definitions.known) return false;
  const member = new Set(memberOfTenants);
  const tenants = new Set(
    definitions.value.flatMap(({ groups }) => groups.flatMap(({ tenantId }) => tenantId ?? [])),
  );
  return [...tenants].filter((tenant) => !member.has(tenant)).length > 1;
}

/** An engine leaves out, silently, the rows that the caller may not read. */
function applicationAuthorizationsOf({
  applicationAuthorizations: list,
  caller,
}: EngineReadings): Observed<readonly ApplicationAuthorization[]> {
  if (!list.known) return list;
  const rows = list.value.map(({ type, permissions, resourceId }) => ({
    type: AUTHORIZATION_TYPES[type],
    permissions,
    id: resourceId,
  }));
  return known(rows, list.evidence, [...list.gaps, ...hiddenAuthorizations(caller)]);
}

/** Both kinds of definitions that Optimize imports. What could be read counts, what could not is a gap. */
function definitionsOf(readings: EngineReadings): Observed<readonly DefinitionSet[]> {
  return combined([readings.processDefinitions, readings.decisionDefinitions], (read) => read);
}

/** The tenant ids of an engine: used by a definition, or only there as a record. Any readable part is a fact. */
function tenantUseOf(readings: EngineReadings): Observed<TenantUse> {
  const inDefinitions = mapObserved(definitionsOf(readings), tenantsByKind);
  const asRecord = mapObserved(readings.tenants, (tenants) => new Set(tenants.map((tenant) => tenant.id)));
  return combined<unknown, TenantUse>([inDefinitions, asRecord], () => ({
    inDefinitions: valueOrNull(inDefinitions) ?? new Map<string, DefinitionKind>(),
    asRecord: valueOrNull(asRecord) ?? new Set(),
  }));
}

/** The first kind of definition that carries each tenant. */
function tenantsByKind(sets: readonly DefinitionSet[]): ReadonlyMap<string, DefinitionKind> {
  const found = new Map<string, DefinitionKind>();
  for (const { kind, groups } of sets) {
    for (const { tenantId } of groups)
      if (tenantId !== null && !found.has(tenantId)) found.set(tenantId, kind);
  }
  return found;
}

/** One fact out of several: known as soon as one part is, with the missing parts as gaps. */
function combined<P, T>(parts: readonly Observed<P>[], combine: (read: readonly P[]) => T): Observed<T> {
  const read = parts.filter((part) => part.known);
  const missing = parts.filter((part) => !part.known);
  const [first] = missing;
  if (read.length === 0 && first !== undefined) return first;
  return known(
    combine(read.map((part) => part.value)),
    read.flatMap((part) => part.evidence),
    [...read.flatMap((part) => part.gaps), ...missing.map((part) => part.detail)],
    new Map([
      ...read.flatMap((part) => [...(part.closedBy ?? [])]),
      ...missing.flatMap((part) =>
        part.missing === undefined ? [] : [[part.detail, part.missing] as const],
      ),
    ]),
  );
}
