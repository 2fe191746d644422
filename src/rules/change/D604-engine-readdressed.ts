import { shortened } from '../../core/text/text.js';
import { changeRule } from '../rule.js';
import { identityOf } from '../shared/configuration/entry-groups.js';
import { kept, type ComparedEngine } from '../shared/changed-engines.js';
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
      if (areEqual(from, to)) continue;
      const [old, now] = [from.entry, to.entry];
      const data: Data = { engine: now.alias, from: whereIs(from), to: whereIs(to) };
      const known = identityOf(old) !== null && identityOf(now) !== null;
      yield {
        data,
        engines: [now.alias],
        at: [
          { file: now.file, pointer: now.pointer, part: 'key' },
          { file: old.file, pointer: old.pointer, part: 'key', note: 'before' },
        ],
        ...(!known && { certainty: 'weak' as const }),
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

/** What neither side tells has not changed as far as anybody can see. */
function areEqual(from: ComparedEngine, to: ComparedEngine): boolean {
  if (from.identity !== null || to.identity !== null) return from.identity === to.identity;
  return from.address.text === to.address.text && from.name.text === to.name.text;
}

function whereIs({ address, name }: ComparedEngine): string {
  const where = shortened(address.shown ?? 'an address that is not known here', 44);
  return name.shown === null || name.shown === 'default' ? where : `${where} (${shortened(name.shown, 16)})`;
}
