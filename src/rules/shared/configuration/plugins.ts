import type { Configuration, EngineEntry } from '../../../configuration/types.js';

/** Whether a plugin of Optimize sees each request to an engine, and may add what is missing there. */
export function hasRestFilter({ file }: EngineEntry, { files }: Configuration): boolean {
  const own = files.find(({ document }) => document.file.name === file);
  if (own === undefined) return false;
  const { state, empty } = own.setting('/plugin/engineRestFilter/basePackages');
  return state !== 'absent' && !empty;
}
