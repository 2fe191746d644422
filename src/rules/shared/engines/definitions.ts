import { citationOf } from '../../../core/citation.js';
import type { Evidence } from '../../../core/finding.js';
import type { Place } from '../../../core/rule.js';
import { joined } from '../../../core/text/text.js';
import type { DefinitionClash } from '../../../topology/clashes.js';
import type { EngineView } from '../../../topology/types.js';

/** Starts a sentence: `Process definition`, `Decision definition`. */
export function kindInWords(kind: string): string {
  return kind === 'process' ? 'Process definition' : 'Decision definition';
}

export function tenantInWords(tenant: string | null): string {
  return tenant === null ? 'no tenant' : `tenant "${tenant}"`;
}

/** `version 3`, `versions 1 and 2`, `versions 1 to 9, 9 in all`. */
export function versionsInWords(versions: readonly number[]): string {
  return `version${versions.length === 1 ? '' : 's'} ${numbersInWords(versions)}`;
}

/** The numbers alone: `3`, `1 and 2`, `1 to 9, 9 in all`. */
export function numbersInWords(versions: readonly number[]): string {
  if (versions.length <= 3) return joined(versions.map(String));
  return `${versions[0] ?? ''} to ${versions.at(-1) ?? ''}, ${versions.length} in all`;
}

/** The address of each engine's entry: the first is primary, the others say why they are shown. */
export function entriesOf(aliases: readonly string[], note: (alias: string) => string): readonly Place[] {
  return aliases.map((engine, index) => ({
    engine,
    setting: 'rest',
    ...(index === 0 ? {} : { note: note(engine) }),
  }));
}

/** Which definition each engine showed. */
export function definitionEvidence(
  kind: string,
  { version, deployed }: DefinitionClash['versions'][number],
  engines: readonly EngineView<'definitions'>[],
): readonly Evidence[] {
  return deployed.map(({ engine, id }) => ({
    kind: `${kind}-definition`,
    engines: [engine],
    detail: `version ${version} has id ${id}`,
    ...citationOf(evidenceIn(engines, engine), `${kind}-definition`),
  }));
}

/** Which engines list a definition, whatever its versions. */
export function keyEvidence(
  { kind, key, engines: aliases }: Pick<DefinitionClash, 'kind' | 'key' | 'engines'>,
  engines: readonly EngineView<'definitions'>[],
): readonly Evidence[] {
  return aliases.map((engine) => ({
    kind: `${kind}-definition`,
    engines: [engine],
    detail: `has ${key}`,
    ...citationOf(evidenceIn(engines, engine), `${kind}-definition`),
  }));
}

function evidenceIn(engines: readonly EngineView<'definitions'>[], alias: string): readonly Evidence[] {
  return engines.find(({ entry }) => entry.alias === alias)?.facts.definitions.evidence ?? [];
}
