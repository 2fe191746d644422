/** What a finding is about in the data of Optimize: a definition, a tenant, or all data of its engines. */
export interface Affected {
  readonly definition?: { readonly kind: string; readonly key: string; readonly tenant: string | null };
  readonly tenant?: string;
  /** The file changed, and what is stored may not fit it any more; without it, data of several engines may be mixed. */
  readonly change?: AliasChange | TenantChange;
}

/** An engine got another alias. */
export interface AliasChange {
  readonly of: 'alias';
  readonly from: string;
  readonly to: string;
}

/** An engine got another default tenant; null is none. */
export interface TenantChange {
  readonly of: 'tenant';
  /** What its data is stored under: its alias, and the one from before where it changed as well. */
  readonly aliases: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  /** False where a placeholder without a value may stand for either. */
  readonly known: boolean;
}

/** What a fault has already done to the data of Optimize. */
export interface DamageRow {
  /** Code and key of the finding. */
  readonly rule: string;
  readonly finding: string;
  readonly engines: readonly string[];
  /** Whether any of it has been imported; null where the data could not be read, or not all of it. */
  readonly imported: boolean | null;
  /** What is stored, one line for each engine or tenant. */
  readonly stored: readonly string[];
  /** What has to be done about the data. */
  readonly remedy: string;
}
