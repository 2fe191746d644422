import { keysOf } from '../../core/text/pointer.js';
import { engineSettings } from '../../optimize/engine-settings.js';
import { fileSettingsWith } from '../../optimize/file-settings.js';
import type { NamedSetting } from '../../optimize/settings.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import type { SourceNode } from '../../load/types.js';
import { configurationRule } from '../rule.js';
import { nodeAt } from '../shared/configuration/exact-values.js';
import { enginesAt, placeholderFor, settingAt } from '../shared/words.js';

interface Data {
  readonly pointer: string;
  /** With braces. */
  readonly placeholder: string;
  readonly withoutOptimize?: true;
}

export default configurationRule({
  code: 'C137',
  name: 'literal-password',
  severity: 'info',
  *check({ configuration }) {
    const withoutOptimize = configuration.target === 'none';
    for (const file of configuration.files) {
      const taken = new Set<string>();
      for (const [pointer, node] of secretsOf(file)) {
        if (!isLiteral(node) || isInSecret(file, pointer)) continue;
        const placeholder = freeName(pointer, taken);
        yield {
          data: { pointer, placeholder, ...(withoutOptimize && { withoutOptimize }) },
          engines: enginesAt(pointer),
          at: [{ file: file.document.file.name, pointer, part: 'key' }],
          edits: [{ kind: 'set', file: file.document.file.name, pointer, value: placeholder }],
          subject: pointer,
        };
      }
    }
  },
  message({ pointer }: Data) {
    return `${settingAt(pointer)} is in plain text: anyone who can read the file or a copy of it has it.`;
  },
  remedy({ withoutOptimize }: Data) {
    if (withoutOptimize === true) return 'Put it into an environment variable of any name:';
    return 'Pass it to Optimize as an environment variable of any name:';
  },
  sample({ pointer, placeholder }: Data) {
    return `${pointer.slice(pointer.lastIndexOf('/') + 1)}: "${placeholder}"`;
  },
});

/** A variable for each secret: two that share one would have one value. */
function freeName(pointer: string, taken: Set<string>): string {
  const name = variableFor(pointer);
  let free = name;
  for (let next = 2; taken.has(free); next += 1) free = `${name}_${next}`;
  taken.add(free);
  return `\${${free}}`;
}

function variableFor(pointer: string): string {
  const [alias] = enginesAt(pointer);
  if (alias !== undefined) return placeholderFor(alias, 'PASSWORD').slice(2, -1);
  return keysOf(pointer)
    .join('_')
    .replaceAll(/([a-z])([A-Z])/gu, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/gu, '_')
    .toUpperCase();
}

/** What a file may hold today; keys of the past have findings of their own. */
function isOfToday({ setting }: NamedSetting): boolean {
  return setting.kind === 'text';
}

function* secretsOf({ entries, root }: ConfigurationFile): Iterable<readonly [string, SourceNode | null]> {
  for (const { name } of engineSettings().filter((each) => each.setting.secret === true && isOfToday(each))) {
    const path = name.replaceAll('.', '/');
    for (const each of entries) if (!each.builtIn) yield [each.setting(path).pointer, each.node(path)];
  }
  for (const named of fileSettingsWith('secret')) {
    const path = named.name.split('.');
    const node = nodeAt(root, path);
    if (node !== null && isOfToday(named)) yield [`/${path.join('/')}`, node];
  }
}

/** A Secret is the place for it: who may read that may know it. */
function isInSecret(file: ConfigurationFile, pointer: string): boolean {
  return file.holderOf(pointer).file.carried?.inSecret === true;
}

/** What looks like a placeholder and is none has a finding of its own. */
function isLiteral(node: SourceNode | null): boolean {
  if (node?.kind !== 'scalar' || node.style === 'alias' || node.text === null) return false;
  return node.text !== '' && !node.text.startsWith('$') && !/\$\{[A-Za-z_]/u.test(node.text);
}
