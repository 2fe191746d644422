import { joined } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { variablesIn } from '../shared/configuration/substitutions.js';
import { engineVariables } from '../../optimize/variables.js';
import { ignoresEngines } from '../../optimize/target.js';

interface Data {
  readonly variables: readonly string[];
}

export default configurationRule({
  code: 'C147',
  name: 'variable-without-effect',
  severity: 'info',
  needsOptimize: true,
  *check({ configuration }) {
    const { files, givenVariables, target } = configuration;
    const used = variablesIn(configuration);
    const given = new Set(givenVariables.map(({ name }) => name));
    const variables = engineVariables().filter((name) => given.has(name) && !used.has(name));
    const own = files.filter(({ entries }) => entries.some(({ builtIn }) => !builtIn));
    if (variables.length === 0 || own.length < files.length || ignoresEngines(target)) return;
    const data: Data = { variables };
    yield {
      data,
      engines: [],
      at: own.map(({ document }) => ({ file: document.file.name, pointer: '/engines', part: 'key' })),
      subject: variables.join(' '),
    };
  },
  message({ variables }: Data) {
    const [have, them] = variables.length === 1 ? ['has', 'it'] : ['have', 'them'];
    return `${joined(variables)} ${have} no effect: only Optimize's built-in entry uses ${them}, and "engines" replaces it.`;
  },
  remedy({ variables: [name = ''] }: Data) {
    return `Remove the variable, or use it in an entry:\n  \${${name}}`;
  },
});
