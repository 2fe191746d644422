import { fieldOf, heldBytes, numberOf, textOf } from '../../http/answer/kept-fields.js';
import type { DefinitionGroup, DefinitionKind, DefinitionSet } from '../../types.js';

const USUAL_FIELDS = ['id', 'key', 'version', 'tenantId'] as const;

/** What is kept of a definition, whichever list it comes from. */
export function definitionFields({ deployments }: { readonly deployments: boolean }): readonly string[] {
  return deployments ? [...USUAL_FIELDS, 'deploymentId'] : USUAL_FIELDS;
}

interface OpenGroup extends DefinitionGroup {
  readonly versions: DefinitionGroup['versions'][number][];
}

/** Definitions reduced to their keys as they arrive: memory follows these, not the size of the answers. */
export class DefinitionFold {
  count = 0;
  /** About what is held in memory. */
  bytes = 0;
  readonly #groups: OpenGroup[] = [];
  /** By tenant and key. */
  readonly #found = new Map<string | null, Map<string, OpenGroup>>();

  /** False for a row that is no definition. */
  add(row: unknown): boolean {
    const id = textOf(row, 'id');
    const key = textOf(row, 'key');
    const version = numberOf(row, 'version');
    const tenant = fieldOf(row, 'tenantId');
    if (id === null || key === null || key === '') return false;
    if (version === null || version < 1 || !Number.isSafeInteger(version)) return false;
    // Not taken for none: under another tenant it is another definition. Every engine says null where there is none.
    if (tenant !== null && typeof tenant !== 'string') return false;
    const deployment = textOf(row, 'deploymentId');
    const made = deployment === null ? { version, id } : { version, id, deployment };
    this.#keep(key, tenant, made);
    this.count += 1;
    this.bytes += heldBytes(id) + heldBytes(deployment ?? '');
    return true;
  }

  /** Whether a row came twice. Found by key, so that nothing is kept for it of half a million rows. */
  get repeats(): boolean {
    for (const { versions } of this.#groups)
      if (versions.length > 1 && new Set(versions.map(({ id }) => id)).size < versions.length) return true;
    return false;
  }

  set(kind: DefinitionKind): DefinitionSet {
    return { kind, count: this.count, groups: this.#groups };
  }

  #keep(key: string, tenantId: string | null, made: DefinitionGroup['versions'][number]): void {
    let ofTenant = this.#found.get(tenantId);
    if (ofTenant === undefined) this.#found.set(tenantId, (ofTenant = new Map<string, OpenGroup>()));
    const existing = ofTenant.get(key);
    if (existing !== undefined) return void existing.versions.push(made);
    // Not pushed into an empty list, which would make room for 17: most have one version.
    const group: OpenGroup = { key, tenantId, versions: [made] };
    ofTenant.set(key, group);
    this.#groups.push(group);
    this.bytes += 4 * (heldBytes(key) + (tenantId?.length ?? 0));
  }
}
