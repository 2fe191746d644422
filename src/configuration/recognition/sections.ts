import { sectionNames } from '../../optimize/file-settings.js';

/** Sections of a configuration of Optimize whose name hardly any other file has. */
export const OWN_SECTIONS: ReadonlySet<string> = new Set([
  'engines',
  'engine-commons',
  'eventBasedProcess',
  'externalVariable',
  'historyCleanup',
  'webhookAlerting',
  'dataArchive',
]);

/** How other ways to configure Optimize 8 call its sections. */
const ELSEWHERE = ['database', 'elasticsearch'];

let shared: ReadonlySet<string> | null = null;

/** Words that other files use, too: one of them proves little. */
export function sharedSections(): ReadonlySet<string> {
  shared ??= new Set([...sectionNames().filter((name) => !OWN_SECTIONS.has(name)), ...ELSEWHERE]);
  return shared;
}
