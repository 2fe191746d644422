import { least } from '../../../core/many.js';
import type { Affected } from '../../../core/report/damage.js';
import { counted, shortened } from '../../../core/text/text.js';
import type { StoredDefinition, StoredInstances, StoredTenant } from '../../../probe/store/types.js';

export interface Data {
  readonly definitions: readonly StoredDefinition[];
  readonly instances: readonly StoredInstances[];
  readonly tenants: readonly StoredTenant[];
  /** There are more definitions than were read. */
  readonly isOpen: boolean;
  /** An alias without a count may have instances all the same. */
  readonly lacksAliases: boolean;
}

/** Which part of the data of an engine is meant; a tenant of null is none. */
export interface Meant {
  readonly definition?: Affected['definition'];
  readonly tenant?: string | null;
}

/** What is stored of one engine. */
export interface Share {
  readonly alias: string;
  readonly tenant: string | null | undefined;
  readonly definitions: number;
  readonly hidden: number;
  readonly instances: number;
  /** When the first instance started; null where only a part is meant. */
  readonly since: number | null;
  /** There may be more than was counted. */
  readonly isOpen: { readonly definitions: boolean; readonly instances: boolean };
  /** Null where nothing was found and not everything was looked at. */
  readonly isThere: boolean | null;
}

export function shareOf(alias: string, meant: Meant, data: Data): Share {
  const rows = data.definitions.filter((each) => isMeant(each, meant));
  const own = rows.filter((each) => each.alias === alias);
  const ids = meant.definition === undefined ? null : new Set(rows.map(({ kind, id }) => `${kind} ${id}`));
  const counts = data.instances
    .filter((each) => each.alias === alias)
    .map((each) => ({ ...countIn(each, meant, ids), since: each.firstStart }));
  const instances = counts.reduce((sum, { count }) => sum + count, 0);
  const isUncounted = data.lacksAliases && counts.length === 0;
  const isOpen = { definitions: data.isOpen, instances: isUncounted || counts.some((each) => each.isOpen) };
  const isThere = own.length + instances > 0 ? true : isOpen.definitions || isOpen.instances ? null : false;
  const isWhole = meant.definition === undefined && meant.tenant === undefined;
  const starts = counts.flatMap(({ count, since }) => (count > 0 && since !== null ? [since] : []));
  return {
    alias,
    tenant: meant.definition === undefined ? meant.tenant : undefined,
    definitions: own.length,
    hidden: own.filter(({ deleted }) => deleted).length,
    instances,
    since: isWhole && starts.length > 0 ? least(starts) : null,
    isOpen,
    isThere,
  };
}

function isMeant({ kind, key, tenantId }: StoredDefinition, { definition, tenant }: Meant): boolean {
  if (definition !== undefined)
    return definition.kind === kind && definition.key === key && definition.tenant === tenantId;
  return tenant === undefined || tenantId === tenant;
}

interface Count {
  readonly count: number;
  /** Some of its instances were not counted one by one, and may be meant. */
  readonly isOpen: boolean;
}

function countIn(
  { kind, count, byDefinition, byTenant, leftOut }: StoredInstances,
  { tenant }: Meant,
  ids: ReadonlySet<string> | null,
): Count {
  if (ids !== null) {
    const rows = byDefinition.filter(({ id }) => ids.has(`${kind} ${id}`));
    return { count: sumOf(rows), isOpen: leftOut.definitions > 0 };
  }
  if (tenant === undefined) return { count, isOpen: false };
  // What has no tenant is in none of the counts.
  if (tenant === null)
    return { count: Math.max(0, count - sumOf(byTenant) - leftOut.tenants), isOpen: false };
  return { count: sumOf(byTenant.filter(({ id }) => id === tenant)), isOpen: leftOut.tenants > 0 };
}

function sumOf(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** `"payment": 3 definitions, 1 of them hidden or deleted; at least 200 instances`. */
export function inWords(share: Share): string {
  const { alias, definitions, hidden, instances, since, isOpen } = share;
  const hiddenOnes = hidden === 0 ? '' : `, ${hidden} of them hidden or deleted`;
  const sinceWhen = since === null ? '' : ` since ${new Date(since).toISOString().slice(0, 10)}`;
  const parts = [
    `${atLeast(isOpen.definitions)}${counted(definitions, 'definition')}${hiddenOnes}`,
    `${atLeast(isOpen.instances)}${counted(instances, 'instance')}${sinceWhen}`,
  ];
  return `"${alias}"${withTenant(share)}: ${parts.join('; ')}`;
}

function atLeast(isOpen: boolean): string {
  return isOpen ? 'at least ' : '';
}

function withTenant({ tenant }: Share): string {
  if (tenant === undefined) return '';
  return tenant === null ? ' without a tenant' : ` with tenant "${shortened(tenant, 40)}"`;
}
