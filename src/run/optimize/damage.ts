import type { Affected, DamageRow } from '../../core/damage.js';
import type { Finding } from '../../core/finding.js';
import { counted, quotedList, shortened } from '../../core/text/text.js';
import type { StoredDefinition, StoredInstances, StoredTenant } from '../../probe/store/types.js';
import type { AnyRule } from '../../rules/rule.js';
import type { OptimizeSubject } from '../../topology/optimize/types.js';

/** What the faults of a run have already done, for each finding whose rule knows what it is about. */
export function damageOf(
  { facts }: OptimizeSubject,
  rules: readonly AnyRule[],
  findings: readonly Finding[],
): readonly DamageRow[] {
  const byCode = new Map(rules.map((rule) => [rule.code, rule]));
  const { storedDefinitions, storedInstances, storedTenants } = facts;
  return findings.flatMap((finding) => {
    const affected = byCode.get(finding.rule)?.affects?.(finding.data);
    if (affected === undefined) return [];
    const about = { rule: finding.rule, finding: finding.key, engines: finding.engines };
    if (!storedDefinitions.known || !storedInstances.known || !storedTenants.known)
      return [{ ...about, imported: null, stored: [], remedy: UNKNOWN }];
    const stored = storedOf(finding.engines, affected, {
      definitions: storedDefinitions.value,
      instances: storedInstances.value,
      tenants: storedTenants.value,
    });
    return [{ ...about, ...stored }];
  });
}

const UNKNOWN = 'The data of Optimize could not be read: what has been imported is not known.';

interface Data {
  readonly definitions: readonly StoredDefinition[];
  readonly instances: readonly StoredInstances[];
  readonly tenants: readonly StoredTenant[];
}

function storedOf(
  engines: readonly string[],
  affected: Affected,
  data: Data,
): Pick<DamageRow, 'imported' | 'stored' | 'remedy'> {
  const shares = engines.map((alias) => shareOf(alias, affected, data));
  const imported = shares.filter(({ definitions, instances }) => definitions + instances > 0);
  return {
    imported: imported.length > 0,
    stored: [...imported.map(inWords), ...ownerOf(affected, data.tenants)],
    remedy: remedyFor(imported.map(({ alias }) => alias)),
  };
}

/** What is stored of one engine. */
interface Share {
  readonly alias: string;
  readonly definitions: number;
  readonly hidden: number;
  readonly instances: number;
  readonly since: number | null;
}

function shareOf(alias: string, affected: Affected, data: Data): Share {
  const meant = data.definitions.filter((each) => isMeant(each, affected));
  const own = meant.filter((each) => each.alias === alias);
  const ids =
    affected.definition === undefined ? null : new Set(meant.map(({ kind, id }) => `${kind} ${id}`));
  const counts = data.instances
    .filter((each) => each.alias === alias)
    .map((each) => ({ count: countIn(each, affected, ids), since: each.firstStart }))
    .filter(({ count }) => count > 0);
  const starts = counts.flatMap(({ since }) => since ?? []);
  return {
    alias,
    definitions: own.length,
    hidden: own.filter(({ deleted }) => deleted).length,
    instances: counts.reduce((sum, { count }) => sum + count, 0),
    // Only the whole of an engine's instances has a first one.
    since: ids === null && affected.tenant === undefined && starts.length > 0 ? Math.min(...starts) : null,
  };
}

function isMeant({ kind, key, tenantId }: StoredDefinition, { definition, tenant }: Affected): boolean {
  if (definition !== undefined)
    return definition.kind === kind && definition.key === key && definition.tenant === tenantId;
  return tenant === undefined || tenantId === tenant;
}

function countIn(
  { kind, count, byDefinition, byTenant }: StoredInstances,
  { tenant }: Affected,
  ids: ReadonlySet<string> | null,
): number {
  const rows =
    ids === null
      ? tenant === undefined
        ? null
        : byTenant.filter(({ id }) => id === tenant)
      : byDefinition.filter(({ id }) => ids.has(`${kind} ${id}`));
  return rows === null ? count : rows.reduce((sum, row) => sum + row.count, 0);
}

function inWords({ alias, definitions, hidden, instances, since }: Share): string {
  const parts = [
    `${counted(definitions, 'definition')}${hidden === 0 ? '' : `, ${hidden} of them hidden or deleted`}`,
    `${counted(instances, 'instance')}${since === null ? '' : ` since ${new Date(since).toISOString().slice(0, 10)}`}`,
  ];
  return `"${alias}": ${parts.join('; ')}`;
}

function ownerOf({ tenant }: Affected, tenants: readonly StoredTenant[]): readonly string[] {
  const owner = tenants.find(({ id, alias }) => id === tenant && alias !== null)?.alias;
  return owner === undefined || owner === null
    ? []
    : [`tenant "${shortened(tenant ?? '', 60)}" is tied to "${owner}"`];
}

function remedyFor(imported: readonly string[]): string {
  if (imported.length === 0) return 'Nothing of it has been imported yet: a plain edit is enough.';
  if (imported.length === 1)
    return `Only ${quotedList(imported)} has been imported: correct this before Optimize imports the other one, and nothing is lost.`;
  return 'Both sides have been imported. Correct the cause, then delete the data of Optimize and import anew: nothing else separates what was mixed, or shows what was hidden.';
}
