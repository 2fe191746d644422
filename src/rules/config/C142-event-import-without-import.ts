import { configurationRule } from '../rule.js';
import { placedEntries } from '../shared/configuration/entries.js';
import { imports, importsEvents, isTrue } from '../shared/configuration/imports.js';
import type { Configuration, ConfigurationFile } from '../../configuration/types.js';
import type { Place } from '../../core/rule.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** What is off: the import of this engine, or event based processes as a whole. */
  readonly off: 'import' | 'events';
}

const SWITCH = '/eventBasedProcess/eventImport/enabled';

export default configurationRule({
  code: 'C142',
  name: 'event-import-without-import',
  severity: 'info',
  needsOptimize: true,
  *check({ configuration }) {
    for (const { file, fileName, each, alias } of placedEntries(configuration)) {
      if (!importsEvents(each)) continue;
      const importing = imports(each, configuration.target);
      const off = importing === false ? 'import' : 'events';
      if (importing !== false && !isSwitchedOff(file, configuration)) continue;
      const data: Data = { engine: alias, off };
      const at: Place[] = [
        { file: fileName, pointer: each.setting('eventImportEnabled').pointer, part: 'entry' },
      ];
      const other = off === 'import' ? each.setting('importEnabled') : file.setting(SWITCH);
      if (other.state !== 'absent')
        at.push({ file: fileName, pointer: other.pointer, part: 'entry', note: 'switched off here' });
      yield { data, engines: [alias], at, subject: off };
    }
  },
  message({ engine, off }: Data) {
    const then =
      off === 'import'
        ? 'its data is not imported here: both imports belong on one node'
        : '"eventBasedProcess.eventImport.enabled" is off: no event is imported';
    return `Engine ${named(engine)} has "eventImportEnabled: true", but ${then}.`;
  },
  remedy({ off }: Data) {
    return off === 'import'
      ? 'Set both importEnabled and eventImportEnabled to true on the node that imports, and both to false on the others.'
      : 'Write "eventImportEnabled: false", or switch event based processes on:\n  eventBasedProcess:\n    eventImport:\n      enabled: true';
  },
});

/** Off is the default, unless the variable in the default says otherwise. */
function isSwitchedOff(file: ConfigurationFile, { givenVariables }: Configuration): boolean {
  const { state, text } = file.setting(SWITCH);
  if (state === 'absent')
    return file.isWhole && !givenVariables.includes('OPTIMIZE_EVENT_BASED_PROCESSES_IMPORT_ENABLED');
  return state === 'null' || (state === 'text' && !isTrue(text));
}
