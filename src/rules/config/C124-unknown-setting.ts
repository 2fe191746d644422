import type { Change } from '../../core/edit.js';
import { shortened } from '../../core/text/text.js';
import { writtenText } from '../../core/text/written-text.js';
import type { EntryView } from '../../configuration/types.js';
import { engineSettings } from '../../optimize/engine-settings.js';
import { ignoresEngines, isNamed, lacks, type OptimizeTarget } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import { meantBy } from '../shared/configuration/misspelled.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  readonly setting: string;
  /** The setting that was probably meant. */
  readonly meant: string | null;
}

/** Settings that never existed under this name or no longer do, and their cure. */
const CURES = new Map([
  [
    'excludeTenant',
    'The documentation is wrong here: the setting is "excludedTenants", a list of tenant ids.',
  ],
  ['excludeTenants', 'The setting is "excludedTenants", a list of tenant ids.'],
  ['alias', 'The alias is the key of the entry; remove the setting.'],
  ['defaultTenantId', 'Write a mapping instead, "defaultTenant" with "id".'],
  [
    'authentication.accessGroup',
    'Gone since 2.1: grant the application right "optimize" on the engine instead.',
  ],
  [
    'authentication.accessEnabled',
    'Remove it: access is decided by the application right "optimize" on the engine.',
  ],
  ['dateFormat', 'The date format is set once for all engines: serialization.engineDateFormat.'],
]);

export default configurationRule({
  code: 'C124',
  name: 'unknown-setting',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration }) {
    for (const { document, entries, schemaFaults } of configuration.files) {
      for (const fault of schemaFaults) {
        // Engine-level `enabled` has a rule of its own.
        if (fault.kind !== 'unknown-setting' || fault.setting === 'enabled') continue;
        const { setting, alias, pointer, allowed } = fault;
        // A key with a placeholder has one, too, and Optimize 8 reads no engines.
        if (setting.includes('${') || ignoresEngines(configuration.target)) continue;
        if (isAccepted(setting, configuration.target)) continue;
        const meant = CURES.has(setting) ? null : meantBy(setting, allowed);
        const data: Data = { engine: alias, setting, meant };
        yield {
          data,
          engines: [alias],
          at: [{ file: document.file.name, pointer, part: 'key' }],
          edits: [...nameOfTenant(data, entries), changeFor(data, pointer)].map((change) => ({
            ...change,
            file: document.file.name,
          })),
          subject: setting,
        };
      }
    }
  },
  message({ engine, setting, meant }: Data) {
    const guess = meant === null ? '' : ` (did you mean "${meant}"?)`;
    return `Engine ${named(engine)} has "${shortened(setting, 50)}", which is not a setting of an engine${guess}: Optimize does not start.`;
  },
  remedy({ setting, meant }: Data) {
    const cure = CURES.get(setting);
    if (cure !== undefined) return cure;
    return meant === null ? `Remove "${setting}".` : `Rename "${setting}" to "${meant}", or remove it.`;
  },
});

/** Other settings go where the right one is there already; a text for another section cannot be one of them. */
const RENAMED = new Map([
  ['excludeTenant', 'excludedTenants'],
  ['excludeTenants', 'excludedTenants'],
  ['defaultTenantId', 'defaultTenant/id'],
]);

function changeFor({ setting, meant }: Data, pointer: string): Change {
  if (setting === 'dateFormat') return { kind: 'move', pointer, to: '/serialization/engineDateFormat' };
  const right = RENAMED.get(setting) ?? meant?.replaceAll('.', '/');
  if (right === undefined) return { kind: 'remove', pointer };
  const entry = pointer.split('/').slice(0, 3).join('/');
  return { kind: 'move', pointer, to: `${entry}/${right}` };
}

/** A default tenant that has only an id is shown by it, as long as nobody thinks of a name. */
function nameOfTenant({ setting, engine }: Data, entries: readonly EntryView[]): readonly Change[] {
  if (setting !== 'defaultTenantId') return [];
  const each = entries.find(({ entry }) => entry.alias === engine);
  const node = each?.node('defaultTenantId');
  if (each?.setting('defaultTenant/name').state !== 'absent' || node?.kind !== 'scalar') return [];
  const text = writtenText(node);
  if (node.value === null || text === '' || text.includes('${')) return [];
  return [{ kind: 'set', pointer: each.setting('defaultTenant/name').pointer, value: text }];
}

/** Some settings were right once. */
function isAccepted(setting: string, target: OptimizeTarget): boolean {
  const past = engineSettings().find((each) => each.name === setting && each.setting.last !== undefined);
  return past !== undefined && isNamed(target) && lacks(past.setting, target) === null;
}
