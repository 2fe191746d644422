import type { EngineEntry } from '../../configuration/types.js';
import { shortened } from '../../core/text/text.js';
import { changeRule } from '../rule.js';
import { identityOf } from '../shared/configuration/entry-groups.js';
import { kept } from '../shared/changed-engines.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  readonly from: string;
  readonly to: string;
}

export default changeRule({
  code: 'D604',
  name: 'engine-readdressed',
  severity: 'warning',
  *check({ before, after }) {
    for (const { from, to } of kept(before, after)) {
      const [old, now] = [identityOf(from), identityOf(to)];
      // What neither side tells has not changed as far as anybody can see.
      if (old === now || (old === null && now === null && from.rest === to.rest && from.name === to.name))
        continue;
      const data: Data = { engine: to.alias, from: whereIs(from), to: whereIs(to) };
      yield {
        data,
        engines: [to.alias],
        at: [
          { file: to.file, pointer: to.pointer, part: 'key' },
          { file: from.file, pointer: from.pointer, part: 'key', note: 'before' },
        ],
        ...((old === null || now === null) && { certainty: 'weak' as const }),
        subject: 'address',
      };
    }
  },
  message({ engine, from, to }: Data) {
    return `${named(engine)} moves from ${from} to ${to}: Optimize treats it as the same engine, whatever database is behind it.`;
  },
  remedy({ engine }: Data) {
    return [
      `Check that "${engine}" still has the same database: multi-engine doctor shows its installation id.`,
      'If it is another database, give it another alias.',
    ].join('\n');
  },
});

function whereIs({ base, rest, name }: EngineEntry): string {
  const address = shortened(base ?? rest ?? 'an address that is not known here', 44);
  return name === null || name === 'default' ? address : `${address} (${shortened(name, 16)})`;
}
