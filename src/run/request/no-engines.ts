import type { Configuration } from '../../configuration/types.js';
import { InputError } from '../../core/errors.js';

/** Throws InputError where there is nobody to ask, and no finding that would say why. */
export function refuseNoEngines({ engines, files }: Configuration): void {
  const empty = files.find(({ schemaFaults }) => schemaFaults.some(({ kind }) => kind === 'no-engines'));
  if (engines.length === 0 && empty !== undefined)
    throw new InputError(`${empty.document.file.name}: "engines" has no engine that could be asked`);
}
