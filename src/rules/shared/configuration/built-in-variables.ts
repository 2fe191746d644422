import type { Configuration, GivenVariable } from '../../../configuration/types.js';
import type { Place } from '../../../core/rule.js';
import { ignoresEngines } from '../../../optimize/target.js';
import { engineVariables } from '../../../optimize/variables.js';
import { variablesIn } from './substitutions.js';

/** Given variables that set up the built-in engine, and where that is told: no text of a file asks for them. */
export function* builtInVariables(
  configuration: Configuration,
): Iterable<Omit<GivenVariable, 'at'> & { readonly at: Place }> {
  if (ignoresEngines(configuration.target)) return;
  const { files, givenVariables } = configuration;
  const file = files.find(({ entries }) => entries.some(({ builtIn }) => builtIn));
  if (file === undefined) return;
  const used = variablesIn(configuration);
  const own = new Set(engineVariables());
  const inFile = { file: file.document.file.name, pointer: '', part: 'key' } as const;
  for (const given of givenVariables)
    if (own.has(given.name) && !used.has(given.name)) yield { ...given, at: given.at ?? inFile };
}
