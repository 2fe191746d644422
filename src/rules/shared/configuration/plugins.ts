import type { Configuration, EngineEntry } from '../../../configuration/types.js';

/** Whether a plugin of Optimize sees each request to an engine, and may add what is missing there. */
export function hasRestFilter({ file }: EngineEntry, { fileNamed }: Configuration): boolean {
  const own = fileNamed(file);
  if (own === undefined) return false;
  const { state, empty } = own.setting('/plugin/engineRestFilter/basePackages');
  return state !== 'absent' && !empty;
}
