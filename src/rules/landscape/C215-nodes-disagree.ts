import { grouped } from '../../core/grouped.js';
import type { Hit } from '../../core/rule.js';
import { joined } from '../../core/text/text.js';
import { placedEntries, type PlacedEntry } from '../shared/configuration/entries.js';
import { isSpoiled } from '../shared/configuration/substitutions.js';
import { named } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import { filesOf } from '../shared/engines/nodes.js';

interface Data {
  readonly engine: string;
  readonly settings: readonly string[];
  readonly nodes: number;
}

const SETTINGS = ['rest', 'name', 'defaultTenant/id'] as const;
type Compared = (typeof SETTINGS)[number];

export default configurationRule({
  code: 'C215',
  name: 'nodes-disagree',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration }) {
    if (configuration.files.length < 2) return;
    for (const [alias, group] of grouped(placedEntries(configuration), (placed) => placed.alias)) {
      const settings = SETTINGS.filter((setting) => differ(group, setting));
      if (settings.length > 0) yield hit(alias, group, settings);
    }
  },
  message({ engine, settings, nodes }: Data) {
    return `The ${nodes} nodes disagree about ${joined(settings)} of engine ${named(engine)}: they store its data under one alias and show each other's as their own.`;
  },
  remedy({ settings }: Data) {
    return `Write the same ${joined(settings)} in all files, or give another engine another alias.`;
  },
});

function hit(alias: string, group: readonly PlacedEntry[], settings: readonly Compared[]): Hit<Data> {
  return {
    data: {
      engine: alias,
      settings: settings.map((setting) => setting.replace('/', '.')),
      nodes: filesOf(group).length,
    },
    engines: [alias],
    at: group.flatMap(({ fileName, each }) =>
      settings.map((setting) => ({
        file: fileName,
        pointer: each.setting(setting).pointer,
        part: 'entry' as const,
      })),
    ),
    subject: settings.join(' '),
  };
}

/** Whether known values differ. A value that a variable decides elsewhere is not known. */
function differ(group: readonly PlacedEntry[], setting: Compared): boolean {
  const values = group.flatMap((placed) => {
    const { state, pointer, text } = placed.each.setting(setting);
    if (isSpoiled(placed.file, pointer)) return [];
    if (setting === 'rest') return placed.entry.base ?? [];
    if (state === 'absent' || state === 'null')
      return setting === 'name' || placed.each.partial ? [] : 'none';
    return state === 'text' ? `=${text ?? ''}` : [];
  });
  return new Set(values).size > 1;
}
