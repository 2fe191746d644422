import type { Change } from '../../core/edit.js';
import { partsOfList, shortened } from '../../core/text/text.js';
import type { SourceNode } from '../../load/types.js';
import { configurationRule } from '../rule.js';
import { placedEntries, type PlacedEntry } from '../shared/configuration/entries.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  readonly fault: 'comma' | 'default tenant' | 'empty';
  /** As Optimize reads it. */
  readonly item: string;
}

export default configurationRule({
  code: 'C143',
  name: 'excluded-tenants',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration }) {
    for (const placed of placedEntries(configuration)) {
      for (const { item, pointer } of itemsOf(placed)) {
        const fault = faultOf(item, placed.entry.defaultTenant?.id ?? null);
        if (fault === null) continue;
        const data: Data = { engine: placed.alias, fault, item };
        yield {
          data,
          engines: [placed.alias],
          at: [{ file: placed.fileName, pointer, part: 'value' }],
          edits: [{ ...changeFor(data, placed), file: placed.fileName }],
          subject: `${fault} ${item}`,
        };
      }
    }
  },
  message({ engine, fault, item }: Data) {
    const shown = `"${shortened(item, 40)}"`;
    const whose = `"excludedTenants" of engine ${named(engine)}`;
    if (fault === 'comma')
      return `${whose} contains ${shown}: that is a single tenant id, comma included, not a list.`;
    return fault === 'empty'
      ? `${whose} contains an empty text: Optimize then drops all data that has no tenant.`
      : `${whose} contains ${shown}, its own default tenant, which has no effect: the data is imported.`;
  },
  remedy({ fault, item }: Data) {
    return fault === 'comma'
      ? 'Write a list:'
      : `Remove the item ${item === '' ? "''" : `"${shortened(item, 40)}"`}:`;
  },
  sample({ fault, item }: Data) {
    const ids = fault === 'comma' ? partsOfList(item) : [];
    return `excludedTenants: [${ids.map((id) => `'${shortened(id, 40)}'`).join(', ')}]`;
  },
});

/** Only the item that is written so changes: what variables give is not to be changed here. */
function changeFor({ fault, item }: Data, { entry }: PlacedEntry): Change {
  const pointer = `${entry.pointer}/excludedTenants`;
  const into = fault === 'comma' ? partsOfList(item) : [];
  return into.length === 0 ? { kind: 'remove', pointer, item } : { kind: 'split', pointer, item, into };
}

function faultOf(item: string, defaultTenant: string | null): Data['fault'] | null {
  if (item === '') return 'empty';
  if (item.includes(',')) return 'comma';
  return item === defaultTenant ? 'default tenant' : null;
}

/** The ids with their places. A list that comes out of one placeholder has one place. */
function itemsOf({
  each,
  entry,
}: PlacedEntry): readonly { readonly item: string; readonly pointer: string }[] {
  const node = each.node('excludedTenants');
  const pointer = `${entry.pointer}/excludedTenants`;
  const plain = node?.kind === 'sequence' && node.items.every(isPlain);
  return entry.excludedTenants.map((item, index) => ({
    item,
    pointer: plain ? `${pointer}/${index}` : pointer,
  }));
}

/** One item of the list gives one id. */
function isPlain(node: SourceNode): boolean {
  return node.kind === 'scalar' && node.text !== null && !node.text.includes('${');
}
