import { ENGINE_VARIABLES, VARIABLES } from '../generated/settings.js';

/** Names of the variables that the engine asks for which Optimize brings along. */
export function engineVariables(): readonly string[] {
  return ENGINE_VARIABLES.split(' ');
}

/** The same for all of Optimize's defaults. */
export function knownVariables(): readonly string[] {
  return [...engineVariables(), ...VARIABLES.split(' ')];
}
