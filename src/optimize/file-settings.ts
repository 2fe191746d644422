import { SETTINGS_WITH } from '../generated/settings.js';
import {
  everySetting,
  releaseOf,
  settingNamed,
  settingsBelow,
  type NamedSetting,
  type Setting,
} from './settings.js';

let named: readonly NamedSetting[] | null = null;

/** Every setting of a file outside `engines`, past ones included. */
export function fileSettings(): readonly NamedSetting[] {
  named ??= settingsBelow(everySetting());
  return named;
}

/** The names of the sections that some release of today has, or that are known under a name of their own. */
export function sectionNames(): readonly string[] {
  const { settings = {} } = everySetting();
  return Object.keys(settings).filter((name) => settings[name]?.last === undefined);
}

type Fact = keyof typeof SETTINGS_WITH & keyof Setting;

/** A setting of which only the name is known without reading its section. */
class LazySetting implements NamedSetting {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  get setting(): Setting {
    return settingNamed(this.name).setting;
  }

  get refusedSince(): string {
    return releaseOf(this, 'refusedSince');
  }

  get unreadSince(): string {
    return releaseOf(this, 'unreadSince');
  }
}

const withFact = new Map<Fact, readonly LazySetting[]>();

function allWith(fact: Fact): readonly LazySetting[] {
  let found = withFact.get(fact);
  if (found === undefined) {
    found = SETTINGS_WITH[fact].split(' ').map((name) => new LazySetting(name));
    withFact.set(fact, found);
  }
  return found;
}

/** Those of them that have a fact, which the build has looked for. Ask a file whether it has one before you ask what it is: that reads its section. */
export function fileSettingsWith(fact: Fact): readonly NamedSetting[] {
  return allWith(fact);
}

type SettingWith<Since extends Fact> = NamedSetting & Required<Pick<Setting, Since>>;

/** Keys whose mere presence stops the start, and from when on their deletion is sure. */
export function deletedSettings(): readonly SettingWith<'refusedSince'>[] {
  return allWith('refusedSince');
}

/** Leftovers that are neither read nor refused, and since when. */
export function unreadSettings(): readonly SettingWith<'unreadSince'>[] {
  return allWith('unreadSince');
}
