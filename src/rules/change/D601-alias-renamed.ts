import { changeRule } from '../rule.js';
import { renamed } from '../shared/changed-engines.js';
import { named } from '../shared/words.js';

interface Data {
  readonly from: string;
  readonly to: string;
}

export default changeRule({
  code: 'D601',
  name: 'alias-renamed',
  severity: 'error',
  *check({ before, after }) {
    for (const { from: old, to: now } of renamed(before, after)) {
      const [from, to] = [old.entry, now.entry];
      const data: Data = { from: from.alias, to: to.alias };
      yield {
        data,
        engines: [from.alias, to.alias],
        at: [
          { file: to.file, pointer: to.pointer, part: 'key' },
          { file: from.file, pointer: from.pointer, part: 'key', note: 'the alias before' },
        ],
        subject: 'alias',
      };
    }
  },
  affects({ from, to }: Data) {
    return { change: { of: 'alias', from, to } };
  },
  message({ from, to }: Data) {
    return `${named(from)} is now called ${named(to)}: Optimize imports it again from scratch, and what it has imported stays under the old alias.`;
  },
  remedy({ from, to }: Data) {
    return [
      `Keep the alias "${from}".`,
      `If it has to be "${to}", plan a full re-import: the old data would be counted twice.`,
    ].join('\n');
  },
});
