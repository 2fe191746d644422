import { everySetting, settingsBelow, type NamedSetting, type Setting } from './settings.js';

let named: readonly NamedSetting[] | null = null;

/** Every setting of a file outside `engines`, past ones included. */
export function fileSettings(): readonly NamedSetting[] {
  named ??= [...settingsBelow(everySetting())];
  return named;
}

/** The names of the sections that some release of today has, or that are known under a name of their own. */
export function sectionNames(): readonly string[] {
  const { settings = {} } = everySetting();
  return Object.keys(settings).filter((name) => settings[name]?.last === undefined);
}

type SettingWith<Fact extends keyof Setting> = NamedSetting & Required<Pick<Setting, Fact>>;

/** Keys whose mere presence stops the start, and from when on their deletion is sure. */
export function deletedSettings(): readonly SettingWith<'refusedSince'>[] {
  return fileSettings().flatMap(({ name, setting }) =>
    setting.refusedSince === undefined ? [] : [{ name, setting, refusedSince: setting.refusedSince }],
  );
}

/** Leftovers that are neither read nor refused, and since when. */
export function unreadSettings(): readonly SettingWith<'unreadSince'>[] {
  return fileSettings().flatMap(({ name, setting }) =>
    setting.unreadSince === undefined ? [] : [{ name, setting, unreadSince: setting.unreadSince }],
  );
}
