import type { AccessEngine } from '../../access/types.js';
import type { Configuration } from '../../configuration/types.js';
import type { Vault } from '../../configuration/logins.js';
import type { EngineRow } from '../../core/report/report.js';
import type { Databases, EngineSubject } from '../../topology/types.js';
import type { CheckRequest, LiveRequest } from '../request/request.js';

/** What `access` was asked. */
export interface AccessRequest {
  /** How files are read and how the run ends. */
  readonly check: CheckRequest & { readonly live: LiveRequest };
  readonly users: readonly string[];
  /** Everybody that the engines know or that their authorizations name. */
  readonly all: boolean;
  /** Turns the question round: who sees the definition of this key? */
  readonly definition: string | null;
  readonly explain: boolean;
  readonly names: boolean;
}

/** Engines with the users and rights that they have, read or described. */
export interface ReadEngines {
  readonly engines: readonly AccessEngine[];
  readonly rows: readonly EngineRow[];
  /** The same engines as the rules about engines look at them. */
  readonly subjects: readonly EngineSubject[];
  readonly databases: Databases;
  /** Where findings point. */
  readonly configuration: Configuration;
  readonly vault: Vault;
}
