import { resourceName } from '../../access/authorizations/resources.js';
import type { AccessEngine, Authorization, Definition, EngineChecks, Person } from '../../access/types.js';
import type { EngineEntry } from '../../configuration/types.js';
import { known, mapObserved, unknown, type Observed } from '../../core/observed.js';
import type { AccessReadings, AuthorizationRow } from '../../probe/engine/resources/access/types.js';
import type { Caller, DefinitionSet } from '../../probe/types.js';
import type { EngineReadings } from '../../probe/readings.js';
import { AUTHORIZATION_TYPES, hiddenAuthorizations } from '../../topology/authorizations.js';

/**
 * What an engine checks cannot be read over its REST interface: these are its defaults, with authorizations switched on as
 * Optimize always resolves them.
 */
const DEFAULT_CHECKS: EngineChecks = { enabled: true, revokes: 'auto' };

/** Turns what was read from an engine into what decides about users. */
export function accessEngineOf(
  entry: EngineEntry,
  readings: EngineReadings,
  access: AccessReadings,
  database: string | null,
): AccessEngine {
  const { caller, reach } = readings;
  const asOptimize = reach.status !== 'ok' || reach.as?.asOptimize !== false;
  return {
    alias: entry.alias,
    database,
    down: false,
    // An omitted setting is judged elsewhere; it is not taken for "no" here.
    imported: entry.importEnabled !== false,
    defaultTenant: entry.defaultTenant?.id ?? null,
    excludedTenants: entry.excludedTenants,
    authorizations: {
      application: rows(access.rows.application, caller),
      process: rows(access.rows.processDefinition, caller),
      decision: rows(access.rows.decisionDefinition, caller),
      tenant: rows(access.rows.tenant, caller),
    },
    otherRevokes: rows(access.rows.revokes, caller),
    checks: DEFAULT_CHECKS,
    people: new Map(
      [...access.people].map(([user, each]): [string, Person] => [user, asOptimize ? each : unseen(each)]),
    ),
    stranger: access.stranger,
    definitions: definitionsOf(readings),
    tenants: mapObserved(readings.tenants, (tenants) => tenants.map(({ id }) => id)),
  };
}

/** Whom another login does not see, Optimize may see. */
function unseen(person: Person): Person {
  const { exists } = person;
  if (exists.known || exists.reason !== 'refused') return person;
  return { ...person, exists: unknown('not-asked', exists.detail) };
}

function rows(
  list: Observed<readonly AuthorizationRow[]>,
  caller: Observed<Caller>,
): Observed<readonly Authorization[]> {
  if (!list.known) return list;
  const gaps = [...list.gaps, ...hiddenAuthorizations(caller)];
  return known(list.value.map(authorizationOf), list.evidence, gaps);
}

function authorizationOf(row: AuthorizationRow): Authorization {
  return {
    type: AUTHORIZATION_TYPES[row.type],
    identity: identityOf(row),
    permissions: row.permissions,
    resource: resourceName(row.resourceType),
    id: row.resourceId,
  };
}

function identityOf({ type, userId, groupId }: AuthorizationRow): Authorization['identity'] {
  if (type === 0) return null;
  if (groupId !== null) return { kind: 'group', id: groupId };
  return userId === null ? null : { kind: 'user', id: userId };
}

/** Process and decision definitions; one kind that could not be read is a gap of the list. */
function definitionsOf({
  processDefinitions,
  decisionDefinitions,
}: EngineReadings): Observed<readonly Definition[]> {
  const kinds = [
    mapObserved(processDefinitions, (set) => definitionsIn(set, 'process')),
    mapObserved(decisionDefinitions, (set) => definitionsIn(set, 'decision')),
  ];
  const read = kinds.filter((kind) => kind.known);
  const missing = kinds.filter((kind) => !kind.known);
  const [first] = missing;
  if (read.length === 0 && first !== undefined) return first;
  return known(
    read.flatMap(({ value }) => value),
    read.flatMap(({ evidence }) => evidence),
    [...read.flatMap(({ gaps }) => gaps), ...missing.map(({ detail }) => detail)],
  );
}

function definitionsIn({ groups }: DefinitionSet, kind: Definition['kind']): readonly Definition[] {
  return groups.map(({ key, tenantId }) => ({ kind, key, tenant: tenantId }));
}
