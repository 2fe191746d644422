import { oncePer } from '../../../core/memoize.js';
import { closest } from '../../../core/text/did-you-mean.js';
import { childPointer, pointerOf } from '../../../core/text/pointer.js';
import { fileSettings } from '../../../optimize/file-settings.js';
import { everySetting, settingAt, type NamedSetting, type Setting } from '../../../optimize/settings.js';
import type { ConfigurationFile, MisplacedEngines } from '../../../configuration/types.js';
import type { MappingEntry, MappingNode, SourceNode } from '../../../load/types.js';

/** A key outside `engines` that no release reads; what is below it is not read either. */
export interface UnreadSetting {
  readonly pointer: string;
  /** With dots. */
  readonly name: string;
  readonly value: SourceNode;
  /** The setting that was probably meant, as keys; null where nothing is near. */
  readonly meant: readonly string[] | null;
}

/** A key that no release reads, or not every one. */
interface Place {
  readonly entry: MappingEntry;
  /** The key itself is the last. */
  readonly keys: readonly string[];
  /** What the mapping may hold in which it stands. */
  readonly section: Setting;
  /** Null where no release reads it. */
  readonly setting: Setting | null;
}

/** The keys of a file itself: what a base holds is the vendor's, and read. */
const placesOf = oncePer(({ document, documents: [, base] }: ConfigurationFile): readonly Place[] => {
  const { root } = document;
  if (root?.kind !== 'mapping') return [];
  const places = [...placesIn(root, everySetting(), [])];
  return places.filter(({ keys }) => base === undefined || !hasKeys(base.root, keys));
});

export const unreadSettingsOf = oncePer((file: ConfigurationFile): readonly UnreadSetting[] =>
  placesOf(file).flatMap((place) =>
    place.setting === null && !isToldWith(file.misplaced, pointerOf(place.keys)) ? [unread(place)] : [],
  ),
);

/** Engines in the wrong place are one finding, with the sections around them and those that went astray with them. */
function isToldWith(misplaced: MisplacedEngines | null, pointer: string): boolean {
  if (misplaced === null) return false;
  if (misplaced.pointer === pointer || misplaced.pointer.startsWith(`${pointer}/`)) return true;
  if (misplaced.kind === 'no-section')
    return misplaced.aliases.some((alias) => childPointer('', alias) === pointer);
  if (misplaced.kind === 'no-section-no-alias')
    return misplaced.settings.some((key) => childPointer('', key) === pointer);
  const above = misplaced.pointer.slice(0, misplaced.pointer.lastIndexOf('/'));
  return misplaced.kind === 'nested' && misplaced.others.some((key) => childPointer(above, key) === pointer);
}

/** A setting that some releases read. */
export interface DatedSetting extends NamedSetting {
  readonly pointer: string;
}

/** The settings of a file that not every release reads, those apart that have rules of their own. */
export const datedSettingsOf = oncePer((file: ConfigurationFile): readonly DatedSetting[] =>
  placesOf(file).flatMap(({ keys, setting }) => {
    if (setting === null || (setting.refusedSince ?? setting.unreadSince) !== undefined) return [];
    if (isToldWith(file.misplaced, pointerOf(keys))) return [];
    return [{ pointer: pointerOf(keys), name: keys.join('.'), setting }];
  }),
);

/** Whether a setting is in the file under a wrong name: then that is the finding, and the setting is not missing as well. */
export function isMeantBySomething(file: ConfigurationFile, keys: readonly string[]): boolean {
  return unreadSettingsOf(file).some(({ meant, value }) => {
    if (meant === null || !meant.every((key, index) => key === keys[index])) return false;
    return hasKeys(value, keys.slice(meant.length));
  });
}

/** What is below a key that no release reads is not looked at. */
function* placesIn(node: MappingNode, section: Setting, above: readonly string[]): Iterable<Place> {
  for (const entry of node.entries) {
    if (above.length === 0 && entry.key === 'engines') continue;
    // Placeholders in keys and merge keys have findings of their own.
    if (entry.key === '<<' || entry.key.includes('${')) continue;
    const setting = settingAt([entry.key], section);
    const keys = [...above, entry.key];
    if (setting === null || isNever(setting)) yield { entry, keys, section, setting: null };
    else {
      if ((setting.first ?? setting.last) !== undefined) yield { entry, keys, section, setting };
      yield* placesBelow(entry.value, setting, keys);
    }
  }
}

function* placesBelow(node: SourceNode, setting: Setting, keys: readonly string[]): Iterable<Place> {
  if (node.kind === 'mapping' && (setting.settings ?? setting.each) !== undefined)
    yield* placesIn(node, setting, keys);
  if (node.kind === 'sequence' && setting.items !== undefined)
    for (const [index, item] of node.items.entries())
      yield* placesBelow(item, setting.items, [...keys, String(index)]);
}

/** A name that only the documentation knows. */
function isNever({ kind, last }: Setting): boolean {
  return kind === 'none' && last === undefined;
}

function unread(place: Place): UnreadSetting {
  const { entry, keys } = place;
  return { pointer: pointerOf(keys), name: keys.join('.'), value: entry.value, meant: meantBy(place) };
}

function meantBy({ entry: { key }, keys, section }: Place): readonly string[] | null {
  const above = keys.slice(0, -1);
  const replacement = settingAt([key], section)?.replacement;
  if (replacement !== undefined) return replacement.split('.');
  const sibling = siblingMeant(key, section);
  return sibling === null ? (pathMeant(key, above) ?? elsewhere(key, above)) : [...above, sibling];
}

/** Among so many names a word of another program is soon near one: fewer slips are allowed than elsewhere, and none in two letters. */
const LETTERS_PER_SLIP = 5;

/** Another case, other separators, or a slip. */
function siblingMeant(key: string, { settings = {} }: Setting): string | null {
  const names = Object.keys(settings).filter((name) => isOfToday(settings[name] ?? {}));
  const same = names.find((name) => plain(name) === plain(key));
  return same ?? (key.length > 2 ? closest(key, names, LETTERS_PER_SLIP) : null);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
}

/** `es.connection.timeout: 5` on one line, as other programs allow. */
function pathMeant(key: string, keys: readonly string[]): readonly string[] | null {
  if (!key.includes('.')) return null;
  const below = [...keys, ...key.split('.')];
  return settingAt(below) === null ? null : below;
}

/** The one setting of that name that belongs elsewhere: in the same section, at the top, or below a section that was forgotten. */
function elsewhere(key: string, keys: readonly string[]): readonly string[] | null {
  const all = namesByLastKey().get(key) ?? [];
  const [section] = keys;
  const near = all.filter((name) => name === key || section === undefined || name.startsWith(`${section}.`));
  const [only, another] = near;
  if (only === undefined || another !== undefined) return null;
  return section === undefined && key.length < DISTINCT ? null : only.split('.');
}

/** Shorter names mean different things in different sections. */
const DISTINCT = 6;

let byLastKey: ReadonlyMap<string, readonly string[]> | null = null;

function namesByLastKey(): ReadonlyMap<string, readonly string[]> {
  if (byLastKey !== null) return byLastKey;
  const names = new Map<string, string[]>();
  for (const { name, setting } of fileSettings()) {
    if (!isOfToday(setting) || name.includes('[]')) continue;
    const key = name.slice(name.lastIndexOf('.') + 1);
    names.set(key, [...(names.get(key) ?? []), name]);
  }
  byLastKey = names;
  return names;
}

function isOfToday({ kind, last, refusedSince, unreadSince }: Setting): boolean {
  return kind !== 'none' && (last ?? refusedSince ?? unreadSince) === undefined;
}

function hasKeys(node: SourceNode | null, keys: readonly string[]): boolean {
  let at = node;
  for (const key of keys) {
    if (at?.kind !== 'mapping') return false;
    at = at.byKey.get(key)?.value ?? null;
  }
  return at !== null;
}
