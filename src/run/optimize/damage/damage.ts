import type { Affected, DamageRow, TenantChange } from '../../../core/report/damage.js';
import type { Finding } from '../../../core/finding.js';
import { shortened } from '../../../core/text/text.js';
import { ALIASES_LEFT_OUT, type StoredTenant } from '../../../probe/store/types.js';
import type { AnyRule } from '../../../rules/rule.js';
import type { OptimizeSubject } from '../../../topology/optimize/types.js';
import { aliasRemedy, mixedRemedy, NOTHING, tenantRemedy, unknownTenantRemedy, UNREAD } from './remedies.js';
import { inWords, shareOf, type Data, type Meant, type Share } from './shares.js';

/** What the faults of a run have already done, for each finding whose rule knows what it is about. */
export function damageOf(
  { facts }: OptimizeSubject,
  rules: readonly AnyRule[],
  findings: readonly Finding[],
): readonly DamageRow[] {
  const byCode = new Map(rules.map((rule) => [rule.code, rule]));
  const data = dataIn(facts);
  return findings.flatMap((finding) => {
    const affected = byCode.get(finding.rule)?.affects?.(finding.data);
    if (affected === undefined) return [];
    const about = { rule: finding.rule, finding: finding.key, engines: finding.engines };
    const stored =
      data === null ? { imported: null, stored: [], remedy: UNREAD } : storedOf(finding, affected, data);
    return [{ ...about, ...stored }];
  });
}

type Stored = Pick<DamageRow, 'imported' | 'stored' | 'remedy'>;

function dataIn({
  storedDefinitions,
  storedInstances,
  storedTenants,
}: OptimizeSubject['facts']): Data | null {
  if (!storedDefinitions.known || !storedInstances.known || !storedTenants.known) return null;
  return {
    definitions: storedDefinitions.value,
    instances: storedInstances.value,
    tenants: storedTenants.value,
    isOpen: storedDefinitions.gaps.length > 0,
    lacksAliases: storedInstances.gaps.includes(ALIASES_LEFT_OUT),
  };
}

function storedOf({ engines }: Finding, affected: Affected, data: Data): Stored {
  const { change } = affected;
  if (change?.of === 'tenant') return underTenants(change, data);
  const aliases = change === undefined ? engines : [change.from, change.to];
  const shares = aliases.map((alias) => shareOf(alias, affected, data));
  const row = told(shares, () => (change === undefined ? mixedRemedy(shares) : aliasRemedy(shares, change)));
  return { ...row, stored: [...row.stored, ...ownerOf(affected, data.tenants)] };
}

function underTenants(change: TenantChange, data: Data): Stored {
  const { aliases, from, to, known } = change;
  const sharesWith = (meant: Meant): readonly Share[] => aliases.map((alias) => shareOf(alias, meant, data));
  if (!known) return told(sharesWith({}), unknownTenantRemedy);
  const [before, after] = [sharesWith({ tenant: from }), sharesWith({ tenant: to })];
  return told([...before, ...after], () => tenantRemedy(before, change));
}

/** What was not read to its end is never called empty. */
function told(shares: readonly Share[], remedy: () => string): Stored {
  const found = shares.filter(({ isThere }) => isThere === true);
  if (found.length === 0 && shares.some(({ isThere }) => isThere === null))
    return { imported: null, stored: [], remedy: UNREAD };
  if (found.length === 0) return { imported: false, stored: [], remedy: NOTHING };
  return { imported: true, stored: found.map(inWords), remedy: remedy() };
}

function ownerOf({ tenant }: Affected, tenants: readonly StoredTenant[]): readonly string[] {
  const owner = tenants.find(({ id, alias }) => id === tenant && alias !== null)?.alias;
  return owner === undefined || owner === null
    ? []
    : [`tenant "${shortened(tenant ?? '', 60)}" is tied to "${owner}"`];
}
