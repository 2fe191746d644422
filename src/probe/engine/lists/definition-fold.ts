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
  readonly #groups = new Map<string, OpenGroup>();

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
    this.#group(key, tenant).versions.push(made);
    this.count += 1;
    this.bytes += heldBytes(id) + heldBytes(deployment ?? '');
    return true;
  }

  set(kind: DefinitionKind): DefinitionSet {
    return { kind, count: this.count, groups: [...this.#groups.values()] };
  }

  #group(key: string, tenantId: string | null): OpenGroup {
    // The length keeps key and tenant apart, whatever characters they hold.
    const name = `${tenantId === null ? '-' : tenantId.length} ${tenantId ?? ''} ${key}`;
    const existing = this.#groups.get(name);
    if (existing !== undefined) return existing;
    const made: OpenGroup = { key, tenantId, versions: [] };
    this.#groups.set(name, made);
    this.bytes += 4 * heldBytes(name);
    return made;
  }
}
