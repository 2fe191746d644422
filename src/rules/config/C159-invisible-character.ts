import { oncePer } from '../../core/memoize.js';
import { engineSettings } from '../../optimize/engine-settings.js';
import type { EntryView } from '../../configuration/types.js';
import { characterName, invisibleIn } from '../../core/text/text.js';
import type { SourceFile } from '../../load/types.js';
import { configurationRule } from '../rule.js';
import { named, settingAt } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** Null for the alias itself. */
  readonly setting: string | null;
  readonly pointer: string;
  /** Number and name, e.g. `U+200B (zero width space)`. */
  readonly character: string;
}

export default configurationRule({
  code: 'C159',
  name: 'invisible-character',
  severity: 'warning',
  *check({ configuration }) {
    if (configuration.documents().every(({ file }) => isPlain(file))) return;
    for (const { document, entries } of configuration.files) {
      for (const each of entries) {
        for (const { setting, pointer, character } of charactersIn(each)) {
          const data: Data = {
            engine: each.entry.alias,
            setting,
            pointer,
            character: characterName(character),
          };
          const part = setting === null ? ('key' as const) : ('value' as const);
          yield {
            data,
            engines: [each.entry.alias],
            at: [{ file: document.file.name, pointer, part }],
            subject: setting ?? 'alias',
          };
        }
      }
    }
  },
  message({ engine, setting, pointer, character }: Data) {
    const what = setting === null ? `The alias ${named(engine)}` : settingAt(pointer);
    return `${what} holds ${character}, which nobody sees: it is not the text that it looks like.`;
  },
  remedy() {
    return 'Type the text again instead of copying it.';
  },
});

/** Nothing beyond ASCII, and no backslash, with which double quotes can hold any character. Many configurations may stand in one file. */
const isPlain = oncePer(({ text }: SourceFile) => /^[^\\\u0080-\uffff]*$/u.test(text));

interface Found {
  readonly setting: string | null;
  readonly pointer: string;
  readonly character: string;
}

/** Of a secret only the character is told. */
function* charactersIn(each: EntryView): Iterable<Found> {
  const inAlias = invisibleIn(each.entry.alias);
  if (inAlias !== null) yield { setting: null, pointer: each.entry.pointer, character: inAlias };
  for (const { name } of engineSettings()) {
    const path = name.replaceAll('.', '/');
    const node = each.node(path);
    const character = node?.kind === 'scalar' ? invisibleIn(node.text ?? '') : null;
    if (character !== null) yield { setting: name, pointer: each.setting(path).pointer, character };
  }
}
