import { changeRule } from '../rule.js';
import { renamed } from '../shared/changed-engines.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
}

export default changeRule({
  code: 'D603',
  name: 'engine-removed',
  severity: 'warning',
  *check({ before, after }) {
    const there = new Set([
      ...after.map(({ entry }) => entry.alias),
      // The same engine under another alias is D601.
      ...renamed(before, after).map(({ from }) => from.entry.alias),
    ]);
    for (const { entry } of before) {
      const { alias, file, pointer } = entry;
      if (there.has(alias)) continue;
      const data: Data = { engine: alias };
      yield { data, engines: [alias], at: [{ file, pointer, part: 'key' }], subject: 'entry' };
    }
  },
  message({ engine }: Data) {
    return `${named(engine)} is no longer in the file: Optimize imports nothing more from it, and its data stays in the reports.`;
  },
  remedy({ engine }: Data) {
    return `If "${engine}" is gone for good, delete its data from Optimize. If it will come back, keep the entry and set importEnabled to false.`;
  },
});
