import { IMPORT_OMITTED_MEANS_FALSE_FROM } from '../../topology/optimize-versions.js';
import type { EntryView, OptimizeTarget } from '../../configuration/types.js';
import { isBefore } from './versions.js';

/** Whether Optimize imports from an engine; null where the file does not tell. */
export function imports(each: EntryView, target: OptimizeTarget): boolean | null {
  const { state } = each.setting('importEnabled');
  if (state === 'absent') return each.partial ? null : isBefore(target, IMPORT_OMITTED_MEANS_FALSE_FROM);
  return state === 'null' ? false : each.entry.importEnabled;
}

/** Whether the events of an engine are to be imported. */
export function importsEvents(each: EntryView): boolean {
  return isTrue(each.setting('eventImportEnabled').text);
}

/** A text setting as Optimize makes a boolean of it, where it is one. */
export function isTrue(text: string | null): boolean {
  return text === 'true' || text === 'True' || text === 'TRUE';
}
