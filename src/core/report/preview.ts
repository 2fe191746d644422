import type { Finding } from '../finding.js';
import type { Model, ModelDefinition } from '../model.js';

/** A definition that a deployment would create on one engine. */
export interface Deployment {
  readonly engine: string;
  readonly file: string;
  readonly definition: ModelDefinition;
  /** The tenant of the deployment; null for none. */
  readonly tenant: string | null;
  /** The newest version that the engine has; null for none. */
  readonly newest: number | null;
  /** Null where the engine's definitions could not be read. */
  readonly version: number | null;
  /** The engine may have newer versions that could not be seen: it would make this one or a later one. */
  readonly open?: true;
}

/** What a deployment to one engine would create and cause. */
export interface PreviewTarget {
  readonly engine: string;
  readonly deployments: readonly Deployment[];
  /** What the deployment would cause. */
  readonly findings: readonly Finding[];
  /** What is already wrong with the very definitions and tenant, and stays so. */
  readonly already: readonly Finding[];
}

/** What `preview` tells besides its findings. */
export interface Preview {
  readonly models: readonly Model[];
  readonly targets: readonly PreviewTarget[];
  /** Every engine could be read that may have the definitions, too. */
  readonly complete: boolean;
}
