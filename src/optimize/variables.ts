import { VARIABLES } from '../generated/settings.js';
import { shippedEngine } from './engine-settings.js';

/** Names of the variables that the engine asks for which Optimize brings along. */
export function engineVariables(): readonly string[] {
  const entry = JSON.stringify(shippedEngine().entry);
  return Array.from(entry.matchAll(/\$\{(\w+):/gu), ([, name = '']) => name);
}

/** The same for all of Optimize's defaults. */
export function knownVariables(): readonly string[] {
  return [...engineVariables(), ...VARIABLES.split(' ')];
}
