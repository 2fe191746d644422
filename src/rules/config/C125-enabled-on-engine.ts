import type { Change } from '../../core/edit.js';
import type { ConfigurationFile, EntryView } from '../../configuration/types.js';
import { engineSetting } from '../../optimize/engine-settings.js';
import { ignoresEngines, isNamed, lacks, type OptimizeTarget } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import { imports } from '../shared/configuration/imports.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** The entry says `enabled: false`: somebody wants the import to stop. */
  readonly off: boolean;
  /** The target is a release that refuses the setting. */
  readonly affected: boolean;
}

export default configurationRule({
  code: 'C125',
  name: 'enabled-on-engine',
  severity: 'warning',
  needsOptimize: true,
  severityOf: ({ affected }) => (affected ? 'error' : 'warning'),
  *check({ configuration: { files, target } }) {
    const affected = isNamed(target) && lacks(engineSetting('enabled').setting, target) !== null;
    if ((isNamed(target) && !affected) || ignoresEngines(target)) return;
    for (const { document, entries } of files) {
      for (const each of entries) {
        const { state, text, pointer } = each.setting('enabled');
        if (state === 'absent') continue;
        const engine = each.entry.alias;
        const data: Data = { engine, off: text === 'false', affected };
        yield {
          data,
          engines: [engine],
          at: [{ file: document.file.name, pointer, part: 'key' }],
          edits: changesFor(each, data.off, () => isLast(each, files, target)).map((change) => ({
            ...change,
            file: document.file.name,
          })),
          subject: 'enabled',
        };
      }
    }
  },
  message({ engine, off, affected }: Data) {
    if (affected)
      return `Engine ${named(engine)} has "enabled", which Optimize has refused since about 2.1: it does not start.`;
    const aside = off ? 'it does not stop the import either' : "the documentation's example is wrong there";
    return `Engine ${named(engine)} has "enabled": since about 2.1 Optimize does not start with it; ${aside}.`;
  },
  remedy({ off }: Data) {
    return off
      ? 'Write "importEnabled: false" instead: that stops the import.'
      : 'Remove the line "enabled: true".';
  },
});

/** What a variable decides is not known here; whether nothing at all is to be imported, people have to say. */
function changesFor(each: EntryView, off: boolean, isTheLast: () => boolean): readonly Change[] {
  const { pointer, text } = each.setting('enabled');
  if (!off) return text === 'true' ? [{ kind: 'remove', pointer }] : [];
  if (isTheLast()) return [];
  const right = each.setting('importEnabled');
  if (right.state === 'absent') return [{ kind: 'rename', pointer, key: 'importEnabled' }];
  return [
    { kind: 'set', pointer: right.pointer, value: false },
    { kind: 'remove', pointer },
  ];
}

/** No other engine of a lone Optimize is imported. */
function isLast(each: EntryView, files: readonly ConfigurationFile[], target: OptimizeTarget): boolean {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0 || file.node.copies > 1) return false;
  return file.entries.every((other) => other === each || staysOff(other, target));
}

/** With this edit made in all entries that ask for it. */
function staysOff(other: EntryView, target: OptimizeTarget): boolean {
  return other.setting('enabled').text === 'false' || imports(other, target) === false;
}
