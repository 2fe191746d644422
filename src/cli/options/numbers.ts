import { UsageError } from '../../core/errors.js';

/** @throws UsageError for anything else, with the name of the option */
export function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new UsageError(`${option} "${text}" must be a whole number from 1 to 9999`);
  return Number(text);
}
