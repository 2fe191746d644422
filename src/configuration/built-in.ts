import { parseYaml } from '../load/yaml.js';
import type { SourceNode } from '../load/types.js';

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

export function builtInEntry(): SourceNode {
  const { root } = parseYaml({ name: '', text: BUILT_IN });
  if (root === null) throw new Error('the entry that Optimize ships does not parse');
  return root;
}
