import { validate } from '../generated/environment-config.validator.js';
import type { SourceNode } from '../load/types.js';
import type { ResolvedTree, Value } from './resolved/types.js';
import { builtInEntry } from './resolved/built-in.js';
import { faultOf, type SchemaError } from './schema-faults.js';
import type { EntryView, SchemaFault } from './types.js';

type Validator = ((data: unknown) => boolean) & { readonly errors?: readonly SchemaError[] | null };

/** Checks the `engines` section of a tree. */
export function schemaFaults(tree: ResolvedTree, engines: SourceNode): readonly SchemaFault[] {
  return faultsIn(tree, tree.value(engines));
}

/** What variables make of the engine that Optimize brings along, where that cannot be read. */
export function builtInFaults(tree: ResolvedTree, each: EntryView): readonly SchemaFault[] {
  return faultsIn(tree, { [each.entry.alias]: tree.value(builtInEntry()) }).flatMap((fault) => {
    const variable = fault.kind === 'wrong-type' ? variableOf(each, fault.setting) : null;
    return variable === null ? [] : [{ ...fault, found: `what ${variable} gives`, variable }];
  });
}

function variableOf(each: EntryView, setting: string): string | null {
  const node = each.node(setting.replaceAll('.', '/'));
  return (node?.kind === 'scalar' ? /^\$\{(\w+)/u.exec(node.raw)?.[1] : null) ?? null;
}

function faultsIn(tree: ResolvedTree, engines: Value): readonly SchemaFault[] {
  const check: Validator = validate;
  if (check({ engines })) return [];
  return (check.errors ?? []).flatMap((error) => faultOf(tree, error));
}
