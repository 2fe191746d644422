import type { Report } from '../../core/report/report.js';

/** A report about users. What it has in common with the others it says in the same fields. */
export interface AccessReport extends Report {
  readonly users: readonly UserRow[];
  /** The key that was asked about; null where users were. */
  readonly definition: string | null;
  /** Each user at length, or the matrix alone. */
  readonly detailed: boolean;
}

export interface UserRow {
  readonly user: string;
  /** Only where names were asked for. */
  readonly name?: string;
  /** Null: cannot be told. */
  readonly admitted: boolean | null;
  readonly reason: string;
  readonly engines: readonly StandingRow[];
  readonly definitions: readonly (DefinitionRow & { readonly by: readonly GrantRow[] })[];
  readonly hidden: readonly (DefinitionRow & { readonly because: string })[];
  readonly tenants: readonly {
    readonly id: string;
    readonly engine: string;
    readonly by: readonly GrantRow[];
  }[];
  readonly disagreements: readonly {
    readonly about: string;
    readonly documented: string;
    readonly code: string;
  }[];
  readonly unknown: readonly { readonly engine: string; readonly because: string }[];
  readonly explanation?: readonly {
    readonly engine: string;
    readonly question: string;
    readonly steps: readonly string[];
    readonly result: string;
  }[];
}

export interface StandingRow {
  readonly alias: string;
  readonly known: boolean | null;
  readonly optimize: boolean | null;
  readonly by: readonly GrantRow[];
  readonly because: string | null;
}

export interface DefinitionRow {
  readonly kind: 'process' | 'decision';
  readonly key: string;
  readonly tenant: string | null;
  readonly engine: string;
}

export interface GrantRow {
  readonly type: 'global' | 'grant' | 'revoke';
  readonly user?: string;
  readonly group?: string;
  readonly permission: string;
  readonly resource: string;
  readonly id: string;
  readonly addedByOptimize?: true;
}
