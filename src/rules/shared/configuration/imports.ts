import { engineSetting } from '../../../optimize/engine-settings.js';
import { releaseOf } from '../../../optimize/settings.js';
import { isBefore, type OptimizeTarget } from '../../../optimize/target.js';
import type { EntryView } from '../../../configuration/types.js';

/** Whether Optimize imports from an engine; null where the file does not tell. */
export function imports(each: EntryView, target: OptimizeTarget): boolean | null {
  const { state } = each.setting('importEnabled');
  if (state === 'absent') return each.partial ? null : importsUnlessTold(target);
  return state === 'null' ? false : each.entry.importEnabled;
}

/** Whether a missing `importEnabled` meant true. */
export function importsUnlessTold(target: OptimizeTarget): boolean {
  return isBefore(target, releaseOf(engineSetting('importEnabled'), 'defaultSince'));
}

/** Whether the events of an engine are to be imported. */
export function importsEvents(each: EntryView): boolean {
  return isTrue(each.setting('eventImportEnabled').text);
}

/** A text setting as Optimize makes a boolean of it, where it is one. */
export function isTrue(text: string | null): boolean {
  return text === 'true' || text === 'True' || text === 'TRUE';
}
