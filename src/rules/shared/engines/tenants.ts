import { citationOf } from '../../../core/citation.js';
import type { Evidence } from '../../../core/finding.js';
import type { EngineView } from '../../../topology/types.js';

/** What showed a tenant on each of these engines: a definition that carries it, or else its record. */
export function tenantEvidence(
  tenant: string,
  aliases: readonly string[],
  engines: readonly EngineView<'tenantUse'>[],
): readonly Evidence[] {
  const byAlias = new Map(engines.map((engine) => [engine.entry.alias, engine.facts.tenantUse]));
  return aliases.map((alias) => {
    const use = byAlias.get(alias);
    const kind = use?.value.inDefinitions.get(tenant);
    const [detail, source] =
      kind === undefined
        ? [`tenant "${tenant}" is there as a record, without definitions`, 'tenant']
        : [`definitions carry tenant "${tenant}"`, `${kind ?? 'predicted'}-definition`];
    return { kind: 'tenant', engines: [alias], detail, ...citationOf(use?.evidence ?? [], source) };
  });
}
