import {
  everySetting,
  settingAt,
  settingNamed,
  settingsBelow,
  type NamedSetting,
  type Setting,
} from './settings.js';

/** What one entry of `engines` may hold. */
function engineEntry(): Setting {
  const entry = settingAt(['engines'])?.each;
  if (entry === undefined) throw new Error('the schema does not describe engines');
  return entry;
}

let named: readonly NamedSetting[] | null = null;

/** Every setting that an entry has or once had, named from the entry on, e.g. `authentication.user`. */
export function engineSettings(): readonly NamedSetting[] {
  named ??= settingsBelow(engineEntry());
  return named;
}

/** One setting of an entry, by its name with dots. Throws where the schema has none: that is a slip in the code. */
export function engineSetting(name: string): NamedSetting {
  return settingNamed(name, engineEntry());
}

/** The setting of an entry that a key is in another case or with dashes; null where it is none. */
export function engineSettingSpelled(key: string): string | null {
  const letters = lettersOf(key);
  return engineSettings().find(({ name }) => name.toLowerCase() === letters)?.name ?? null;
}

/** Whether a key is what other programs call the address of an engine: `url`, `baseUrl`, `rest-url`, `engineRest`. */
export function isWordForRest(key: string): boolean {
  return /^(?:(?:base|api|rest|engine|camunda)*(?:url|uri|address)|restendpoint|restapi|enginerest)$/u.test(
    lettersOf(key),
  );
}

function lettersOf(key: string): string {
  return key.toLowerCase().replaceAll(/[^a-z]/gu, '');
}

/** What an entry may hold at a path of keys below it; null where it may hold nothing there. */
export function engineSettingAt(path: readonly string[]): Setting | null {
  return settingAt(path, engineEntry());
}

/** The names that a mapping of an entry may hold today. */
export function namesIn({ settings = {} }: Setting): readonly string[] {
  return Object.keys(settings).filter((name) => settings[name]?.kind !== 'none');
}

/** What a setting accepts, in words. */
export function acceptedBy(setting: Setting): string {
  if (setting.accepts !== undefined) return setting.accepts;
  if (setting.kind === 'switch') return 'true or false';
  if (setting.settings === undefined) return 'a text';
  const names = namesIn(setting);
  return `a mapping with ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** The entry that Optimize brings along, and the alias under which it stands. */
export function shippedEngine(): { readonly alias: string; readonly entry: unknown } {
  const shipped = Object.entries(everySetting().settings?.['engines']?.default ?? {})[0];
  if (shipped === undefined) throw new Error('the schema does not say what Optimize brings along');
  const [alias, entry] = shipped;
  return { alias, entry };
}
