import { parseYaml } from '../../load/yaml/yaml.js';
import type { SourceNode } from '../../load/types.js';
import { shippedEngine } from '../../optimize/engine-settings.js';
import { knownVariables } from '../../optimize/variables.js';
import type { Variables } from './placeholders.js';

/** Which variables of Optimize's own defaults have a value here. */
export function givenVariables({ defines, env, variablesFiles, container }: Variables): readonly string[] {
  return knownVariables().filter(
    (name) =>
      Object.hasOwn(defines, name) ||
      env[name] !== undefined ||
      variablesFiles.some((file) => file.has(name)) ||
      container?.values.has(name) === true,
  );
}

/** The engine that Optimize brings along (late 3.x). Only here do the OPTIMIZE_CAMUNDABPM_ variables have an effect. */
export function builtInEntry(): SourceNode {
  const { root } = parseYaml({ name: '', text: JSON.stringify(shippedEngine().entry) });
  if (root === null) throw new Error('the entry that Optimize ships does not parse');
  return root;
}
