import type { Use } from '../../configuration/interpret.js';
import type { CarriedNode } from '../../load/carriers/types.js';
import type { SourceDocument } from '../../load/types.js';

/** What one node of Optimize reads. */
export interface NodeInput {
  readonly document: SourceDocument;
  readonly use: Use;
  /** The node as a manifest or compose file describes it; null for a file of its own. */
  readonly carried: CarriedNode | null;
}
