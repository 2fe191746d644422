import { parseYaml } from '../../load/yaml/yaml.js';
import type { SourceNode } from '../../load/types.js';
import { shippedEngine } from '../../optimize/engine-settings.js';

/** The engine that Optimize brings along (late 3.x). Only here do the OPTIMIZE_CAMUNDABPM_ variables have an effect. */
export function builtInEntry(): SourceNode {
  const { root } = parseYaml({ name: '', text: JSON.stringify(shippedEngine().entry) });
  if (root === null) throw new Error('the entry that Optimize ships does not parse');
  return root;
}
