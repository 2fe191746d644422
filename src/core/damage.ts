/** What a finding is about in the data of Optimize: a definition, a tenant, or all data of its engines. */
export interface Affected {
  readonly definition?: { readonly kind: string; readonly key: string; readonly tenant: string | null };
  readonly tenant?: string;
}

/** What a fault has already done to the data of Optimize. */
export interface DamageRow {
  /** Code and key of the finding. */
  readonly rule: string;
  readonly finding: string;
  readonly engines: readonly string[];
  /** Whether any of it has been imported; null where the data could not be read. */
  readonly imported: boolean | null;
  /** What is stored, one line for each engine or tenant. */
  readonly stored: readonly string[];
  /** What has to be done about the data. */
  readonly remedy: string;
}
