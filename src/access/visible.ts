import type { Observed } from '../core/observed.js';
import { compareText } from '../core/text/text.js';
import type { EngineAccess } from './engine-access.js';
import { grantsOf } from './authorizations/grants.js';
import { decideKnowing, LOOKED_FOR, type Decision } from './authorizations/resolution.js';
import type { Ability, Definition, Grant } from './types.js';

/** What a user may see of one engine, once that engine lets the user use Optimize. */
export interface Sight {
  readonly definitions: readonly SeenDefinition[];
  /** Empty unless asked for. */
  readonly hidden: readonly HiddenDefinition[];
  readonly tenants: readonly { readonly id: string; readonly by: readonly Grant[] }[];
  /** What could not be told, one line each. */
  readonly unknown: readonly string[];
}

export interface SeenDefinition extends Definition {
  readonly engine: string;
  readonly by: readonly Grant[];
}

export interface HiddenDefinition extends Definition {
  readonly engine: string;
  readonly because: string;
}

/** An engine, a user id and the groups that the engine lists for it. */
export interface Viewer {
  readonly access: EngineAccess;
  readonly user: string;
  readonly groups: Observed<readonly string[]>;
}

type Judged =
  | { readonly seen: true; readonly by: readonly Grant[] }
  | { readonly seen: false; readonly because: () => string }
  | { readonly seen: null; readonly because: string };

/** What decides about one id, or why that is not known. */
type Deciding = (id: string) => Decision | string;

/** The rights of a user by kind, or why none is known. */
type Rights = Readonly<Record<Exclude<Ability, 'application'>, Deciding | string>>;

/** The definitions and tenants of one engine that a viewer sees. */
export function sightOf(viewer: Viewer, wantHidden: boolean): Sight {
  const rights: Rights = {
    process: rightsOf(viewer, 'process'),
    decision: rightsOf(viewer, 'decision'),
    tenant: rightsOf(viewer, 'tenant'),
  };
  const { definitions, alias: engine } = viewer.access;
  const unknown = new Set<string>();
  const seen: SeenDefinition[] = [];
  const hidden: HiddenDefinition[] = [];
  if (!definitions.known) unknown.add(`the definitions could not be read: ${definitions.detail}`);
  for (const definition of definitions.known ? definitions.value : []) {
    const judged = judge(viewer, rights, definition);
    const { kind, key, tenant } = definition;
    if (judged.seen === true) seen.push({ kind, key, tenant, engine, by: judged.by });
    else if (judged.seen === null) unknown.add(judged.because);
    else if (wantHidden) hidden.push({ kind, key, tenant, engine, because: judged.because() });
  }
  const tenants = tenantsFor(viewer, rights, unknown);
  return { definitions: seen, hidden, tenants, unknown: [...unknown] };
}

function rightsOf(
  { access, user, groups }: Viewer,
  ability: Exclude<Ability, 'application'>,
): Deciding | string {
  const index = access.indexes[ability];
  if (!index.known) return index.detail;
  const levels = index.value.levels(user, groups.known ? groups.value : []);
  return (id) => decideKnowing(levels, groups, id);
}

function rightTo(id: string, deciding: Deciding | string): Decision | string {
  return typeof deciding === 'string' ? deciding : deciding(id);
}

function judge(viewer: Viewer, rights: Rights, definition: Definition): Judged {
  const leftOut = whyNotImported(viewer.access, definition);
  if (leftOut !== null) return not(leftOut);
  const right = rightTo(definition.key, rights[definition.kind]);
  if (typeof right === 'string') return { seen: null, because: right };
  if (!right.allowed) return { seen: false, because: () => refusedRight(viewer, right, definition) };
  const tenant = tenantRight(viewer, rights, definition);
  if (tenant.seen !== true || tenant.by.length === 0) {
    return tenant.seen === true ? { seen: true, by: grantsOf(right.by, definition.kind) } : tenant;
  }
  return { seen: true, by: [...grantsOf(right.by, definition.kind), ...tenant.by] };
}

/** What the settings of the engine in Optimize say of a definition, whatever the rights are; null where it is imported. */
export function whyNotImported(access: EngineAccess, { tenant }: Pick<Definition, 'tenant'>): string | null {
  // Records without a tenant compare as the empty string.
  if (access.excludes(tenant ?? '')) return 'its tenant is excluded from the import';
  return access.facts.imported ? null : 'nothing of the engine is imported (importEnabled: false)';
}

function not(because: string): Judged {
  return { seen: false, because: () => because };
}

function refusedRight({ access, user, groups }: Viewer, right: Decision, definition: Definition): string {
  const reads = access.reads(definition.kind);
  const misses =
    right.level === null &&
    reads.known &&
    groups.known &&
    reads.value.decide(user, groups.value, definition.key).allowed;
  return misses ? 'READ is granted, but READ_HISTORY is what counts' : refusal(right, definition.kind);
}

/** Why a decision is a no: nothing speaks of it, or a revoke does. */
export function refusal({ level, pass, by }: Decision, ability: Ability): string {
  const wanted = LOOKED_FOR[ability].permission;
  if (level === null) return `${wanted} is not granted`;
  const [first] = grantsOf(by, ability);
  const holder = first?.group === undefined ? '' : ` (group "${first.group}")`;
  return `${wanted} is taken away by a ${level} ${pass ?? ''}${holder}`;
}

/**
 * Without a tenant everybody may see it. The default tenant comes with the right to use Optimize on the engine. A tenant
 * without a record is not imported as a tenant, so nobody can be authorised for it.
 */
function tenantRight({ access }: Viewer, rights: Rights, { tenant }: Definition): Judged {
  const { defaultTenant, tenants } = access.facts;
  const own = tenant === null || tenant === '' ? defaultTenant : tenant;
  if (own === null) return { seen: true, by: [] };
  if (own === defaultTenant) return { seen: true, by: [defaultTenantGrant(own)] };
  if (tenants.known && tenants.gaps.length === 0 && !access.hasTenant(own)) {
    return not(`its tenant "${own}" has no record on the engine`);
  }
  const right = rightTo(own, rights.tenant);
  if (typeof right === 'string') return { seen: null, because: right };
  if (right.allowed) return { seen: true, by: grantsOf(right.by, 'tenant') };
  return { seen: false, because: () => `tenant "${own}": ${refusal(right, 'tenant')}` };
}

function tenantsFor({ access }: Viewer, rights: Rights, unknown: Set<string>): Sight['tenants'] {
  const { defaultTenant, tenants } = access.facts;
  const own = defaultTenant === null ? [] : [{ id: defaultTenant, by: [defaultTenantGrant(defaultTenant)] }];
  if (!tenants.known) {
    unknown.add(`the tenants could not be read: ${tenants.detail}`);
    return own;
  }
  const { tenant: deciding } = rights;
  if (typeof deciding === 'string') {
    if (tenants.value.length > 0) unknown.add(deciding);
    return own;
  }
  const granted = tenants.value
    .filter((id) => id !== defaultTenant && !access.excludes(id))
    .flatMap((id) => {
      const right = deciding(id);
      if (typeof right === 'string') unknown.add(right);
      return typeof right === 'string' || !right.allowed ? [] : [{ id, by: grantsOf(right.by, 'tenant') }];
    });
  return [...own, ...granted].toSorted((a, b) => compareText(a.id, b.id));
}

function defaultTenantGrant(id: string): Grant {
  return { type: 'grant', permission: 'READ', resource: 'tenant', id, addedByOptimize: true };
}
