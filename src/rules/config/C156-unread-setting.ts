import { grouped } from '../../core/grouped.js';
import type { Edit } from '../../core/edit.js';
import { pointerOf } from '../../core/text/pointer.js';
import type { Hit } from '../../core/rule.js';
import { shortened } from '../../core/text/text.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import { ignoresEngines, isNamed, lacks, type NamedTarget } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import {
  datedSettingsOf,
  unreadSettingsOf,
  type DatedSetting,
  type UnreadSetting,
} from '../shared/configuration/unread-settings.js';
import { someNames } from '../shared/words.js';

interface Data {
  /** With dots; several where nothing is known about any of them. */
  readonly settings: readonly string[];
  /** The setting that was probably meant. */
  readonly meant: string | null;
  /** That one is in the file, too. */
  readonly taken: boolean;
  /** The target, where other releases read the setting, and the first or the last of them. */
  readonly target: string | null;
  readonly first: string | null;
  readonly last: string | null;
}

const NOTHING: Data = { settings: [], meant: null, taken: false, target: null, first: null, last: null };

export default configurationRule({
  code: 'C156',
  name: 'unread-setting',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const file of files) {
      const others = isNamed(target) ? ofOtherReleases(file, target) : [];
      for (const each of others) yield dated(file, each, isNamed(target) ? target.text : '');
      const unread = unreadSettingsOf(file).filter((each) => !isBelow(each, others));
      for (const each of unread) if (each.meant !== null) yield misspelled(file, each, each.meant);
      for (const group of byMapping(unread.filter(({ meant }) => meant === null))) yield unknown(file, group);
    }
  },
  message({ settings, meant, target, first, last }: Data) {
    const [name = ''] = settings;
    const what = settings.length > 1 ? someNames(settings) : `"${shortened(name, 60)}"`;
    if (target !== null) {
      const when = first === null ? `only up to ${last ?? ''}` : `only from about ${first} on`;
      return `Optimize ${target} does not read ${what}, which is a setting ${when}: it has no effect.`;
    }
    const guess =
      meant === null
        ? ''
        : ` (did you mean "${shortened(sectionOf(meant) === sectionOf(name) ? lastOf(meant) : meant, 60)}"?)`;
    return `No release of Optimize reads ${what}${guess}: ${settings.length > 1 ? 'they have' : 'it has'} no effect.`;
  },
  remedy({ settings: [name = ''], meant, taken, target, first }: Data) {
    const own = `"${shortened(name, 60)}"`;
    if (meant !== null && taken) return `"${meant}" is in the file as well: remove ${own}.`;
    if (meant !== null && sectionOf(meant) === sectionOf(name)) return `Rename ${own} to "${lastOf(meant)}".`;
    if (meant !== null) return `Move ${own} to "${meant}".`;
    if (target !== null)
      return first === null ? `Remove ${own}.` : `Remove ${own}, or use Optimize ${first} or newer.`;
    return 'Remove what is not read, or correct its name; "multi-engine schema" has all names, for editors and people.';
  },
});

function sectionOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.') + 1);
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function misspelled(file: ConfigurationFile, unread: UnreadSetting, meant: readonly string[]): Hit<Data> {
  const { pointer, name } = unread;
  const to = pointerOf(meant);
  // A setting that is there already cannot be set once more.
  const taken = file.setting(to).state !== 'absent';
  const data: Data = { ...NOTHING, settings: [name], meant: meant.join('.'), taken };
  const edits: readonly Edit[] = taken ? [] : [{ kind: 'move', file: file.document.file.name, pointer, to }];
  return { data, engines: [], at: [placeOf(file, pointer)], edits, subject: name };
}

/** Keys of one mapping together. */
function byMapping(unread: readonly UnreadSetting[]): Iterable<readonly UnreadSetting[]> {
  return grouped(unread, ({ pointer }) => pointer.slice(0, pointer.lastIndexOf('/'))).values();
}

/** More places would only fill the screen. */
const SHOWN = 5;

function unknown(file: ConfigurationFile, group: readonly UnreadSetting[]): Hit<Data> {
  const settings = group.map(({ name }) => name);
  const data: Data = { ...NOTHING, settings };
  const at = group.slice(0, SHOWN).map(({ pointer }) => placeOf(file, pointer));
  return { data, engines: [], at, subject: settings[0] ?? '' };
}

/** Settings that the target surely does not have; of each branch only the outermost. */
function ofOtherReleases(file: ConfigurationFile, target: NamedTarget): readonly DatedSetting[] {
  const found: DatedSetting[] = [];
  for (const each of datedSettingsOf(file))
    if (lacks(each.setting, target) === 'surely' && !isBelow(each, found.slice(-1))) found.push(each);
  return found;
}

function isBelow({ pointer }: { readonly pointer: string }, others: readonly DatedSetting[]): boolean {
  return others.some((each) => pointer.startsWith(`${each.pointer}/`));
}

function dated(file: ConfigurationFile, { pointer, name, setting }: DatedSetting, text: string): Hit<Data> {
  const { first = null, last = null } = setting;
  const data: Data = { ...NOTHING, settings: [name], target: text, first, last };
  return { data, engines: [], at: [placeOf(file, pointer)], subject: name };
}

function placeOf(file: ConfigurationFile, pointer: string): Hit<Data>['at'][number] {
  return { file: file.document.file.name, pointer, part: 'key' };
}
