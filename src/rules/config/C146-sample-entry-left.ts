import { configurationRule } from '../rule.js';
import { isSampleEntry } from '../shared/configuration/addresses.js';
import { placedEntries } from '../shared/configuration/entries.js';

interface Data {
  readonly engine: string;
}

export default configurationRule({
  code: 'C146',
  name: 'sample-entry-left',
  severity: 'info',
  needsOptimize: true,
  *check({ configuration }) {
    for (const { file, fileName, entry, alias } of placedEntries(configuration)) {
      if (file.entries.length < 2 || !isSampleEntry(entry)) continue;
      const data: Data = { engine: alias };
      yield {
        data,
        engines: [alias],
        at: [{ file: fileName, pointer: entry.pointer, part: 'key' }],
        edits: [{ kind: 'remove', file: fileName, pointer: entry.pointer }],
        doubts: 'address',
        subject: 'entry',
      };
    }
  },
  message({ engine }: Data) {
    return `"${engine}" is still the entry that Optimize ships, at localhost: beside real engines it fills the log and slows down logins.`;
  },
  remedy({ engine }: Data) {
    return `Give "${engine}" the address of a real engine, or remove it.`;
  },
});
