import type { AnyRule } from '../../rules/rule.js';
import { aboutReading } from './unreadable.js';

/** What commands run that have rules of their own: those about what cannot be read, and those about what silences findings. */
export async function commonRules(): Promise<readonly AnyRule[]> {
  const { configurationRules } = await import('../../rules/index.js');
  return [...aboutReading(configurationRules), ...configurationRules.filter(({ runs }) => runs === 'last')];
}
