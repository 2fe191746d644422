import { parseYaml } from '../load/yaml/yaml.js';
import type { SourceNode } from '../load/types.js';
import type { Variables } from './placeholders.js';

/** The alias of the entry that Optimize uses where a file has no `engines`. */
export const BUILT_IN_ALIAS = 'camunda-bpm';

/** That entry as Optimize ships it (late 3.x). Only here do the OPTIMIZE_CAMUNDABPM_ variables have an effect. */
const BUILT_IN = `
name: default
rest: \${OPTIMIZE_CAMUNDABPM_REST_URL:http://localhost:8080/engine-rest}
webapps:
  endpoint: \${OPTIMIZE_CAMUNDABPM_WEBAPPS_URL:http://localhost:8080/camunda}
  enabled: true
importEnabled: true
eventImportEnabled: \${OPTIMIZE_CAMUNDA_BPM_EVENT_IMPORT_ENABLED:false}
authentication:
  enabled: false
  user: ''
  password: ''
`;

/** The switch of event based processes gets its default from this one. */
const OTHER_VARIABLES = ['OPTIMIZE_EVENT_BASED_PROCESSES_IMPORT_ENABLED'];

/** Which variables of Optimize's own defaults have a value here. */
export function givenVariables({ defines, env, variablesFiles }: Variables): readonly string[] {
  const own = Array.from(BUILT_IN.matchAll(/\$\{(\w+):/gu), ([, name = '']) => name);
  return [...own, ...OTHER_VARIABLES].filter(
    (name) =>
      Object.hasOwn(defines, name) ||
      env[name] !== undefined ||
      variablesFiles.some((file) => file.has(name)),
  );
}

export function builtInEntry(): SourceNode {
  const { root } = parseYaml({ name: '', text: BUILT_IN });
  if (root === null) throw new Error('the entry that Optimize ships does not parse');
  return root;
}
