import { shippedEngine } from './engine-settings.js';
import { fileSettings } from './file-settings.js';

/** Names of the variables that the engine asks for which Optimize brings along. */
export function engineVariables(): readonly string[] {
  const entry = JSON.stringify(shippedEngine().entry);
  return Array.from(entry.matchAll(/\$\{(\w+):/gu), ([, name = '']) => name);
}

/** The same for all of Optimize's defaults. */
export function knownVariables(): readonly string[] {
  return [...engineVariables(), ...fileSettings().flatMap(({ setting }) => setting.variable ?? [])];
}
