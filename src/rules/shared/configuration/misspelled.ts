import { oncePer } from '../../../core/memoize.js';
import { closest } from '../../../core/text/did-you-mean.js';
import { isWordForRest } from '../../../optimize/engine-settings.js';
import type { ConfigurationFile } from '../../../configuration/types.js';

/**
 * Whether an entry has the setting, e.g. `rest` or `authentication.user`, under a wrong name: then that is the finding, and the setting is
 * not missing as well.
 */
export function isMisspelled(file: ConfigurationFile, alias: string, setting: string): boolean {
  return misspelledSettings(file).get(alias)?.has(setting) ?? false;
}

/** The setting that an unknown one was probably meant to be, on the same level. */
export function meantBy(setting: string, allowed: readonly string[]): string | null {
  const dot = setting.lastIndexOf('.') + 1;
  const near = closest(setting.slice(dot), allowed) ?? (isWordForRest(setting) ? 'rest' : null);
  return near === null ? null : setting.slice(0, dot) + near;
}

/** By alias. */
const misspelledSettings = oncePer(({ schemaFaults }: ConfigurationFile) => {
  const meant = new Map<string, Set<string>>();
  for (const fault of schemaFaults) {
    if (fault.kind !== 'unknown-setting') continue;
    const near = meantBy(fault.setting, fault.allowed);
    if (near === null) continue;
    meant.set(fault.alias, (meant.get(fault.alias) ?? new Set()).add(near));
  }
  return meant;
});
