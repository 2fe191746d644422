import { SETTINGS } from '../generated/settings.js';

/**
 * A setting as schemas/environment-config.schema.json describes it; CONTRIBUTING.md says what each annotation means. A fact that is
 * missing is not known, or not so. Releases are minors, e.g. `3.10`.
 */
export interface Setting {
  /**
   * What is meant, placeholders apart. `none`: no release of today has it. Missing for a mapping whose `settings` are known, and where the
   * schema leaves it open.
   */
  readonly kind?: 'text' | 'switch' | 'number' | 'list' | 'mapping' | 'none';
  /** In words, where the kind does not say enough. */
  readonly accepts?: string;
  readonly secret?: true;
  /** Wanted letter by letter: what YAML makes of it without quotes is a fault. */
  readonly exact?: true;
  /** A number that must be above 0. */
  readonly positive?: true;
  /** The first and the last release that has it. */
  readonly first?: string;
  readonly last?: string;
  /** The last release that surely lacks it, where the first that has it is not known exactly. */
  readonly surelyMissingIn?: string;
  /** From this release on it must be there. */
  readonly neededSince?: string;
  /** From this release on its absence means what it means today. */
  readonly defaultSince?: string;
  /** From this release on Optimize surely does not start while it is there. */
  readonly refusedSince?: string;
  /** From this release on nothing reads it. */
  readonly unreadSince?: string;
  /** What takes its place. */
  readonly replacement?: string;
  /** What Optimize brings along, of mappings with free keys only. */
  readonly default?: unknown;
  readonly settings?: Readonly<Record<string, Setting>>;
  /** Each item of a list. */
  readonly items?: Setting;
  /** Each value of a mapping with free keys. */
  readonly each?: Setting;
}

/** A setting and where it stands. */
export interface NamedSetting {
  /** With dots; `[]` stands for every item of a list, e.g. `es.connection.nodes[].host`. */
  readonly name: string;
  readonly setting: Setting;
}

let table: Setting | null = null;

/** The whole configuration file as one setting. A section is read when it is asked for: few files have more than some of them. */
export function everySetting(): Setting {
  table ??= { settings: lazySections() };
  return table;
}

function lazySections(): Record<string, Setting> {
  const sections: Record<string, Setting> = {};
  for (const [name, text] of Object.entries(SETTINGS)) {
    const get = (): Setting => {
      const value: Setting = JSON.parse(text);
      Object.defineProperty(sections, name, { value, enumerable: true });
      return value;
    };
    Object.defineProperty(sections, name, { get, enumerable: true, configurable: true });
  }
  return sections;
}

/** The setting that keys lead to, or null where the schema has none. Keys of files are any text, `constructor` included. */
export function settingAt(keys: readonly string[], from: Setting = everySetting()): Setting | null {
  let setting: Setting | undefined = from;
  for (const key of keys) {
    setting = below(setting, key);
    if (setting === undefined) return null;
  }
  return setting;
}

/** The setting of a name with dots, `[]` for items. Throws where the schema has none: that is a slip in the code. */
export function settingNamed(name: string, from: Setting = everySetting()): NamedSetting {
  const setting = settingAt(name.replaceAll('[]', '.0').split('.'), from);
  if (setting === null) throw new Error(`the schema does not describe "${name}"`);
  return { name, setting };
}

function below({ settings, items, each }: Setting, key: string): Setting | undefined {
  if (settings !== undefined && Object.hasOwn(settings, key)) return settings[key];
  return items !== undefined && /^\d+$/u.test(key) ? items : each;
}

/** A release that the schema has to name for a setting. Throws where it does not: that is a slip in the schema. */
export function releaseOf(
  { name, setting }: NamedSetting,
  fact: 'first' | 'neededSince' | 'defaultSince' | 'refusedSince' | 'unreadSince',
): string {
  const release = setting[fact];
  if (release === undefined) throw new Error(`the schema does not say "${fact}" of "${name}"`);
  return release;
}

/** Every setting below another one, sections included, those with free keys apart. */
export function settingsBelow(setting: Setting): readonly NamedSetting[] {
  const all: NamedSetting[] = [];
  addBelow(setting, '', all);
  return all;
}

function addBelow({ settings = {} }: Setting, parent: string, all: NamedSetting[]): void {
  for (const [key, setting] of Object.entries(settings)) {
    const name = parent + key;
    all.push({ name, setting });
    addBelow(setting, `${name}.`, all);
    if (setting.items !== undefined) addBelow(setting.items, `${name}[].`, all);
  }
}
