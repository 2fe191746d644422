import { ONE_NODE } from '../../configuration/interpret.js';
import { givenVariables } from '../../configuration/resolved/given-variables.js';
import type { Variables } from '../../configuration/resolved/placeholders.js';
import type { FilePlace, GivenVariable } from '../../configuration/types.js';
import type { SourceFile } from '../../load/types.js';
import { engineVariables } from '../../optimize/variables.js';
import type { NodeInput } from './node-input.js';

/**
 * Without a file Optimize has the engine that it brings along, which a few variables set up: their file, or where they come from, is what is
 * checked then. Null where none of them has a value.
 */
export function setUpByVariables(variables: Variables): NodeInput | null {
  const names = new Set(engineVariables());
  const given = givenVariables(variables, () => null).filter(({ name }) => names.has(name));
  const [first] = given;
  if (first === undefined) return null;
  const places = new Map(given.flatMap(({ name, at }) => (at === null ? [] : [[name, at] as const])));
  const placeOf = (name: string): FilePlace | null => places.get(name) ?? null;
  return {
    document: { file: fileOf(given, variables) ?? whereFrom(first), root: null, faults: [], damaged: [] },
    use: { node: { ...ONE_NODE, byVariables: true, placeOf }, container: null, base: null },
    carried: null,
  };
}

/** The file that gives the first of them, its names alone. */
function fileOf(given: readonly GivenVariable[], { variablesFiles }: Variables): SourceFile | undefined {
  const name = given.find(({ at }) => at !== null)?.at?.file;
  return variablesFiles.find(({ names }) => names?.name === name)?.names;
}

function whereFrom({ from }: GivenVariable): SourceFile {
  return { name: from === 'define' ? '<command line>' : '<environment>', text: '' };
}
