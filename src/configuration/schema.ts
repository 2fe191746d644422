import { validate } from '../generated/environment-config.validator.js';
import type { SourceNode } from '../load/types.js';
import type { ResolvedTree } from './resolved/types.js';
import { faultOf, type SchemaError } from './schema-faults.js';
import type { SchemaFault } from './types.js';

type Validator = ((data: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null };

/** Checks the `engines` section of a tree. */
export function schemaFaults(tree: ResolvedTree, engines: SourceNode): readonly SchemaFault[] {
  const check: Validator = validate;
  if (check({ engines: tree.value(engines) })) return [];
  return (check.errors ?? []).flatMap((error) => faultOf(tree, error));
}
