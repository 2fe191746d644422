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

/** What the default of that switch asks for. */
const VARIABLE = 'OPTIMIZE_EVENT_BASED_PROCESSES_IMPORT_ENABLED';
const SWITCH = '/eventBasedProcess/eventImport/enabled';

export default configurationRule({
  code: 'C142',
  name: 'event-import-without-import',
  severity: 'info',
  needsOptimize: true,
  *check({ configuration }) {
    // Who stores events need not be who builds instances of them.
    const isBuilt = configuration.files.some((node) => !isSwitchedOff(node, configuration));
    for (const { file, fileName, each, alias } of placedEntries(configuration)) {
      if (!importsEvents(each)) continue;
      const importing = imports(each, configuration.target);
      const off = importing === false ? 'import' : 'events';
      if (importing !== false && isBuilt) continue;
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
    return off === 'import'
      ? `Engine ${named(engine)} has "eventImportEnabled: true", but its data is not imported here: both imports belong on one node.`
      : `The events of engine ${named(engine)} are stored, but no node here builds event-based processes from them: "eventBasedProcess.eventImport.enabled" is off.`;
  },
  remedy({ off }: Data) {
    return off === 'import'
      ? 'Set both importEnabled and eventImportEnabled to true on the node that imports, and both to false on the others.'
      : 'Leave it as it is where another node builds them. Otherwise switch it on, on one node:\n  eventBasedProcess:\n    eventImport:\n      enabled: true';
  },
});

/** Off is the default, unless the variable in the default says otherwise. */
function isSwitchedOff(file: ConfigurationFile, { givenVariables }: Configuration): boolean {
  const { state, text } = file.setting(SWITCH);
  if (state === 'absent') return file.isWhole && !givenVariables.some(({ name }) => name === VARIABLE);
  return state === 'null' || (state === 'text' && !isTrue(text));
}
