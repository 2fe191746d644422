/** What a running Optimize told, for reports. Facts that were not read are null. */
export interface RunningReport {
  /** The node that was asked. */
  readonly address: string | null;
  readonly version: string | null;
  /** Why it could not be asked. */
  readonly problem: string | null;
  readonly engines: readonly {
    readonly alias: string;
    readonly connected: boolean | null;
    readonly importing: boolean | null;
  }[];
  /** Whether everything that can be compared with the files agrees; null where something of it could not be compared. */
  readonly agrees: boolean | null;
}

/** What no running Optimize tells. */
export const NEVER_TOLD = 'REST addresses, logins, default tenants and excluded tenants';
/** What it tells. */
export const ALWAYS_TOLD = 'aliases, engine names and web application addresses';
