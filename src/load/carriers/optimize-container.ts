import type { CarriedNode, GivenVariables } from './types.js';

/** Whether a container is one of Optimize: by its image, or by variables that nothing else reads. */
export function isOptimize(image: string, variables: GivenVariables): boolean {
  if (/(?:^|[/_-])optimize(?:[:@/_-]|$)/iu.test(image)) return true;
  return [...variables.keys()].some((name) => /^(?:CAMUNDA_)?OPTIMIZE_/u.test(name));
}

/** What a configuration alone says about who reads it. */
export const NOTHING_KNOWN: CarriedNode = {
  configuration: null,
  besideFile: null,
  base: null,
  workload: null,
  containerAt: null,
  namespace: null,
  variables: new Map(),
  complete: false,
  copies: 1,
  copiesAt: null,
  hosts: null,
};
